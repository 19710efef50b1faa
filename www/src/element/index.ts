// Registers <gewu-lab>, once, however often the script is loaded.

import { GewuLab } from './lab-element.ts';

if (!customElements.get('gewu-lab')) customElements.define('gewu-lab', GewuLab);

export { GewuLab };
export { Failure } from './failure.ts';
