// What the parts loaded on demand share with the element. Each of them imports this file first: the bundler then puts
// all of it into one chunk that is there already, instead of one chunk for each set of parts that need a file.

import './desk.ts';
import './strings.ts';
