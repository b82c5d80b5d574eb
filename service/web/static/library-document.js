// A document's page in the library: its places open beside it.

import { installPane } from "./pane.js";

installPane();
