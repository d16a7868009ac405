import { strictEqual, throws } from "node:assert/strict";
import { changed } from "../../../sandbox/engine/word-lists";

// Cut from the modules.
const frequency = `package frequency

var Lists = make(map[string]List)

func init() {
	Lists["English"] = getStringListFromAsset(getAsset("data/English.json"), "English")
}
`;
const matching = `package matching

func init() {
	loadFrequencyList()
}

func Omnimatch(password string) {
	if dictionaryMatchers == nil || adjacencyGraphs == nil {
		loadFrequencyList()
	}
}

func loadFrequencyList() {

	for n, list := range frequency.Lists {
	}
}
`;

describe("the engine's word lists", () => {
    it("are read when they are first asked", () => {
        strictEqual(
            changed("frequency.go", frequency),
            frequency.replace("func init() {", "// Read reads the lists.\nfunc Read() {"),
        );
        strictEqual(
            changed("matching.go", matching),
            matching
                .replace("\nfunc init() {\n\tloadFrequencyList()\n}\n", "")
                .replace("func loadFrequencyList() {\n", "func loadFrequencyList() {\n\tfrequency.Read()\n"),
        );
        strictEqual(changed("leet.go", "package matching\n"), "package matching\n");
    });

    it("are not guessed at in a module that has changed", () => {
        throws(() => changed("frequency.go", "package frequency\n"), /frequency\.go is not the one that is known/);
        throws(() => changed("matching.go", matching + matching), /matching\.go is not the one that is known/);
    });
});
