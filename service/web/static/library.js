// Says that reading takes a while, and keeps an upload from being sent twice.

const form = document.getElementById("upload");

form.addEventListener("submit", () => {
  document.getElementById("status").textContent = "Reading the files. A long document can take a minute…";
  form.querySelector("button").disabled = true;
});
