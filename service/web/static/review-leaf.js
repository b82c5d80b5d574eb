// A leaf of the manuscript on its own: the mark that the address names stands out and in the middle of the window.

import { chooseMark } from "./review-marks.js";

const show = () => {
  const named = document.getElementById(location.hash.slice(1));
  if (named?.dataset.mark) chooseMark(document, named.dataset.mark)?.scrollIntoView({ block: "center" });
};

window.addEventListener("hashchange", show);
show();
