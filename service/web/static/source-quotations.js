// The quotations of an answer in their order, so that one can go from one to the next in the source.

const KEY = "pincite.quotations";

const local = (address) => {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
};

// The quotations that stand with `link`, and which of them `address` shows; a source on its own page finds them again.
// Where some links of the group are to what is quoted (data-quoted), the others aren't to quotations.
export function remember(link, address) {
  const group = link?.closest("[data-quotations]") ?? link?.closest("article") ?? link?.closest("main");
  const all = group ? [...group.querySelectorAll("a[data-source]")] : [];
  const quoted = all.filter((one) => "quoted" in one.dataset);
  const links = quoted.length ? quoted : all;
  const addresses = [...new Map(links.map((one) => [local(one.href), local(one.href) + new URL(one.href).hash])).values()];
  sessionStorage.setItem(KEY, JSON.stringify(addresses));
  return { addresses, at: placeOf(address, addresses) };
}

// The quotations among which the source of this page was opened; none where it was opened in another way.
export function remembered(address) {
  const addresses = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  const at = placeOf(address, addresses);
  return at < 0 ? { addresses: [], at } : { addresses, at };
}

// A search or a turned page still belongs to the quotation that its address names.
function placeOf(address, addresses) {
  return addresses.findIndex((one) => isOfPassage(one, address));
}

// Whether both addresses name the same passage.
export function isOfPassage(one, other) {
  const passage = passageOf(one);
  return passage !== "" && passage === passageOf(other);
}

function passageOf(address) {
  const { pathname, searchParams } = new URL(address, location.href);
  if (!searchParams.has("start")) return "";
  return `${pathname.replace(/\/p\/\d+$/, "")} ${searchParams.get("start")} ${searchParams.get("end")}`;
}
