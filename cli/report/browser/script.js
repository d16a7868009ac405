"use strict";
// Search, the choice of a person in the matrix, and printing. Without this script, the whole page is visible.
{
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const input = document.getElementById("search");
    const found = document.getElementById("found");
    const person = document.getElementById("person");
    const reach = document.getElementById("reach");
    const units = [...document.querySelectorAll("[data-unit]")].reverse();
    const parts = document.querySelectorAll("main > section, .wide, [data-part]");
    const matrix = document.getElementById("matrix");
    const rows = [...document.querySelectorAll("[data-row]")].map((element) => {
        // An account is also found by the names and policies of the units above it.
        const above = [];
        for (
            let unit = element.parentElement.closest("[data-unit]");
            unit !== null;
            unit = unit.parentElement.closest("[data-unit]")
        )
            above.push(unit.dataset.unit);
        return { element, text: fold([element.textContent, ...above].join(" ")), inMatrix: matrix.contains(element) };
    });

    /** Indexes of the matrix's columns with the chosen person's roles; undefined for everybody. */
    function columns() {
        const given = person?.selectedOptions[0]?.dataset.columns;
        return given?.split(" ").filter(Boolean).map(Number);
    }

    function refresh() {
        const words = fold(input.value).split(/\s+/).filter(Boolean);
        const own = columns();
        let matches = 0;
        let reached = 0;
        for (const { element, text, inMatrix } of rows) {
            const isFound = words.every((word) => text.includes(word));
            const isReached =
                !inMatrix || own === undefined || own.some((at) => element.cells[at + 1].textContent !== "");
            element.hidden = !isFound || !isReached;
            if (isFound) matches += 1;
            if (inMatrix && isReached) reached += 1;
        }
        // Innermost units first: a unit is shown if something in it is.
        for (const unit of units) {
            const shown = unit.querySelector("[data-row]:not([hidden])") !== null;
            unit.hidden = !shown;
            if (words.length > 0 && shown) unit.querySelector("details").open = true;
        }
        // Tables and sections without a match are hidden.
        for (const part of parts)
            part.hidden = words.length > 0 && part.querySelector("[data-row]:not([hidden])") === null;
        for (const row of matrix.querySelectorAll("tr"))
            for (const [at, cell] of [...row.cells].slice(1).entries())
                cell.hidden = own !== undefined && !own.includes(at);
        found.textContent = words.length === 0 ? "" : `${matches} of ${rows.length} entries`;
        if (reach !== null)
            reach.textContent =
                own === undefined ? "" : `${reached} of ${rows.filter(({ inMatrix }) => inMatrix).length} accounts`;
    }

    /** Shows the target of a link, even if it is folded or hidden by a search. */
    function reveal() {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (target === null) return;
        if (target.closest("[hidden]") !== null) {
            input.value = "";
            refresh();
        }
        for (let each = target; each !== null; each = each.parentElement)
            if (each.tagName === "DETAILS") each.open = true;
        target.scrollIntoView();
    }

    const folded = [];
    addEventListener("beforeprint", () => {
        folded.push(...document.querySelectorAll("details:not([open])"));
        for (const each of folded) each.open = true;
    });
    addEventListener("afterprint", () => {
        for (const each of folded.splice(0)) each.open = false;
    });
    addEventListener("hashchange", reveal);
    input.addEventListener("input", refresh);
    person?.addEventListener("change", refresh);
    for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
    if (location.hash !== "") reveal();
}
