import { testTexts, type Unwanted } from "../../support/unwanted";

/** Unusual words, and plain ones to use instead. In names too, since names end up in comments. */
const unusual: Unwanted = (
    [
        ["anew", "again", /\banew\b/iu],
        ["lest", "so that … not", /\blest\b/iu],
        ["one's own", "its own, your own", /\bone['’]s own\b/iu],
        ["told", "reported, known, described", /\btold\b/iu],
        ["stands", "is", /\bstands\b(?! (?:in )?for\b)/iu],
        ["answers", "returns, responds, refuses", /\banswers (?:by|whether|with|\d)/iu],
        ["scene", "context", /\bscenes?\b/iu],
        ["whilst", "while", /\bwhilst\b/iu],
        ["thereof, therein, thereby", "of it, in it, by it", /\bthere(?:of|in|by)\b/iu],
        ["what of", "which … of, the part of", /\bwhat of (?!\[)/iu],
        ["hitherto, henceforth", "until now, from now on", /\b(?:hitherto|henceforth)\b/iu],
        ["hears", "is notified, gets", /\bhears?\b/iu],
        ["half way", "halfway", /\bhalf way\b/iu],
        ["spelt", "spelled", /\bspelt\b/iu],
        ["speaks of", "names, mentions", /\bspeaks? of\b/iu],
        ["in vain", "without effect", /\bin vain\b/iu],
    ] as const
).map(([word, plain, pattern]) => [`${word} (plain: ${plain})`, pattern]);

describe("the words of code, help and docs", () => {
    testTexts("are those of every day", unusual, {
        list: __filename,
        caught: [
            "// The file is written anew.",
            "lest a run fail",
            "a role of one's own",
            "→ the user is told so",
            "what stands above the changes",
            "AWS answers with status 403",
            "const scene = open();",
            "whilst it runs",
            "a copy thereof",
            "nobody hears of it",
            "AWS refuses it half way",
            "a name that is spelt otherwise",
            "a file that speaks of neither",
            "waited for in vain",
            "/** What of the config is read. */",
        ],
        letThrough: [
            "a program that stands in for AWS",
            "const answers = await Promise.all(asked);",
            "for (const what of [1, 2])",
            "the answer",
        ],
    });
});
