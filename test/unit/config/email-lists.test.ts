import { deepStrictEqual } from "node:assert/strict";
import { compareLists } from "../../email-lists/compare";

describe("emails: new versions of the lists", () => {
    const lists = (free: readonly string[], thrown: readonly string[]): Map<string, Set<string>> =>
        new Map([
            ["free", new Set(free)],
            ["thrown", new Set(thrown)],
        ]);
    const own = {
        table: new Set(["live.se", "posteo.de"]),
        families: ["live"],
        exceptions: ["bolt.com", "nus.edu.sg"],
    };

    it("nothing but the counts where nothing changed", () => {
        const same = lists(["posteo.de", "bolt.com"], ["nus.edu.sg"]);
        deepStrictEqual(compareLists(same, same, own), [
            "free: 2 domains, 0 new, 0 gone",
            "thrown: 1 domains, 0 new, 0 gone",
        ]);
    });

    it("what to look at, by what is to be done with it", () => {
        const before = lists(["posteo.de", "bolt.com"], ["nus.edu.sg"]);
        const after = lists(
            ["new.example.com", "live.se", "live.nu", "bolt.com"],
            ["new.example.com", "once.example.com"],
        );
        deepStrictEqual(compareLists(before, after, own), [
            "free: 4 domains, 3 new, 1 gone",
            "thrown: 2 domains, 2 new, 1 gone",
            "",
            "Two lists or more name them now, and none did: providers for the table, or companies for its exceptions (1):",
            "new.example.com",
            "",
            "One list or more names them now, and the table has the word with other suffixes: is the suffix the provider's? (1):",
            "live.nu",
            "",
            "Domains of the table that a list named, and none does now: is there still a mailbox? (1):",
            "posteo.de",
            "",
            "Exceptions that no list names any more: take them out (1):",
            "nus.edu.sg",
        ]);
    });
});
