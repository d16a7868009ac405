import type * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { flag, shape } from "./structure";
import { matching, text } from "./text";

const contactFields = {
    name: text(
        {
            description: "A name or a team's, at most 64 characters.",
            example: "Security team",
            maxLength: limitTable.contactName.value,
        },
        upTo(limitTable.contactName.value),
    ),
    title: text(
        { description: "At most 50 characters.", example: "Security", maxLength: limitTable.contactTitle.value },
        upTo(limitTable.contactTitle.value),
    ),
    email: text({ description: "A group's address, never a person's.", example: "security@example.com" }),
    phone: text(
        { description: "Digits, blanks and + ( ) -.", example: '"+1 555 0100"' },
        matching(
            /^[\s0-9()+-]{1,25}$/u,
            "is not a phone number as AWS takes it",
            'write at most 25 digits, blanks and + ( ) -, in quotes: {key}: "+1 555 0100"',
        ),
    ),
    overwrite: overwrite(),
};

const example = '{ name: Security team, title: Security, email: security@example.com, phone: "+1 555 0100" }';

const contact = (whom: string): ReturnType<typeof shape<typeof contactFields>> =>
    shape(`Who AWS writes to about ${whom}, on every account.`, example, contactFields);

/** `contacts`: the alternate contacts and the primary contact of every account. */
export const contactsSchema = shape(
    "Contacts of every account. Needs account.amazonaws.com among the services.",
    `{ security: ${example} }`,
    {
        security: contact("security").optional(),
        billing: contact("bills").optional(),
        operations: contact("operations").optional(),
        primary: shape(
            "The company as AWS's customer. A field that AWS has and this map does not name stays.",
            '{ fullName: Example Ltd, addressLine1: 1 Main Street, city: Springfield, stateOrRegion: IL, postalCode: "01234", countryCode: US, phone: "+1 555 0100" }',
            {
                fullName: text(
                    { description: "At most 50 characters.", example: "Example Ltd", maxLength: 50 },
                    upTo(50),
                ),
                companyName: kept("At most 50 characters.", "Example Ltd", 50),
                addressLine1: text(
                    {
                        description: "Street and number, at most 60 characters.",
                        example: "1 Main Street",
                        maxLength: 60,
                    },
                    upTo(60),
                ),
                addressLine2: kept("At most 60 characters.", "Floor 2", 60),
                addressLine3: kept("At most 60 characters.", "Door 3", 60),
                city: text({ description: "At most 50 characters.", example: "Springfield", maxLength: 50 }, upTo(50)),
                districtOrCounty: kept("At most 50 characters.", "Sangamon", 50),
                stateOrRegion: kept("Needed in BR, CA, DE, GB, IN, JP and US. At most 50 characters.", "IL", 50),
                postalCode: text(
                    { description: "In quotes, for a leading zero.", example: '"01234"', maxLength: 20 },
                    upTo(20),
                ),
                countryCode: text(
                    { description: "ISO 3166-1, two capital letters.", example: "US", pattern: "^[A-Z]{2}$" },
                    matching(
                        /^[A-Z]{2}$/u,
                        "is not a country's code",
                        "write the two capital letters of ISO 3166-1, as in US",
                    ),
                ),
                phone: text(
                    { description: "With + and the country.", example: '"+1 555 0100"', pattern: "^\\+" },
                    matching(
                        /^\+[\s0-9()-]{1,19}$/u,
                        "is not an international phone number of at most 20 signs",
                        'write it with + and the country: {key}: "+1 555 0100"',
                    ),
                ),
                websiteUrl: kept("At most 256 characters.", "https://acme.example", 256),
                overwrite: overwrite(),
            },
        ).optional(),
    },
);

function overwrite(): z.ZodOptional<z.ZodBoolean> {
    return flag(
        "Whether another contact of this kind that AWS has in an account may go, in the first run that puts this one. Default: false; such a run is refused.",
        false,
    ).optional();
}

/** A field that AWS does not require of a primary contact. */
function kept(description: string, example: string, maxLength: number): z.ZodOptional<z.ZodString> {
    const whole = `${description} Default: what the account has.`;
    return text({ description: whole, example, maxLength }, upTo(maxLength)).optional();
}

function upTo(longest: number): ReturnType<typeof matching> {
    return matching(
        new RegExp(`^[\\s\\S]{1,${longest}}$`, "u"),
        `is longer than the ${longest} characters that AWS takes`,
        "shorten it",
    );
}
