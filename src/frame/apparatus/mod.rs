//! Apparatus: drawings shared by systems and instruments, true to scale in metres, lit from the upper left.
//! Not here: what the things do, and any choice of colour beyond roles.
//! Start with `stand` or `rule`; put a thing in place with `pen.at(pose, |pen| ..)`.
