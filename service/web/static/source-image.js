// Page images.

// The words of a page whose image can't be made are shown in their places instead.
export function watch(image) {
  const tell = () => {
    const leaf = image.closest(".leaf");
    if (leaf.classList.contains("unpictured")) return;
    leaf.classList.add("unpictured");
    const words = leaf.querySelector(".words text") ? "; these are its words" : "";
    const line = Object.assign(document.createElement("p"), { className: "doubt" });
    line.textContent = `The image of this page can’t be shown${words}.`;
    leaf.querySelector(".leaf-title").after(line);
  };
  image.addEventListener("error", tell);
  if (image.complete && image.naturalWidth === 0) tell();
}
