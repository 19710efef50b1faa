//! One running experiment.
//! Not here: what follows from the rows (`notebook`), files, and drawing surfaces.
//! Start with `rows.rs`.

pub mod rows;
