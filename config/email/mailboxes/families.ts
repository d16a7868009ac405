/**
 * Providers with a domain in many countries: the provider's name and its suffixes. The suffixes are listed, so that a company's
 * `live.example` stays its own.
 */
export const families: Readonly<Record<string, string>> = {
    aol: `
        at be ca ch cl co.nz co.uk com com.ar com.au com.br com.co com.mx com.tr com.ve cz de dk es fi fr hk hu in it jp kr nl no pl
        pt ru se tw us`,
    bigpond: "com com.au net.au",
    caramail: "com fr",
    chello: "at be cz dk fr hu nl no pl se sk",
    compuserve: "com de",
    excite: "co.jp co.uk com de es fr it nl",
    fastmail: "ca cn co.uk com com.au de es fm fr im in jp mx net nl se to tw uk us org",
    freemail: "gr hu it",
    gmx: `
        at be biz ca cc ch cn co.id co.in co.uk com com.br com.mx com.my com.tr cz de dk es eu fr hk hu ie info it li lu name net
        nl ph pl pt ro ru se sg sk tm tv tw us xyz org`,
    googlemail: "co.uk com de",
    hotmail: `
        ar at be bg ca ch cl cn co co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.bo com.br com.co
        com.ec com.es com.fr com.hk com.it com.mx com.my com.ni com.pe com.ph com.pl com.pt com.py com.sg com.tr com.tw com.ua
        com.uy com.ve com.vn cz de dk ee es fi fr gr hk hr hu ie in it jp la lt lv mx my net.pe nl no nu ph pl pt ro rs ru se sg si
        sk tw us vn`,
    hush: "ai com",
    hushmail: "com me",
    icloud: "com com.cn",
    inbox: "com ee eu lt lv ru",
    live: `
        at be ca cl cn co.il co.in co.jp co.kr co.uk co.za com com.ar com.au com.co com.mx com.my com.pe com.ph com.pk com.pt com.sg
        com.tr com.tw com.ve de dk es fi fr gr hk hu ie in it jp kr lt lv mx my nl no ph pl pt ru se sg tw ua`,
    lycos: "at be ch co.jp co.uk com de dk es fr it nl se",
    mailfence: "be com de",
    msn: "cn com nl",
    netzero: "com net",
    o2: "co.uk pl",
    orange: "es fr pl",
    outlook: `
        at be bg ca ch cl cn co.id co.il co.nz co.th co.uk com com.ar com.au com.br com.co com.gr com.hr com.mx com.pe com.py com.tr
        com.tw com.ua com.vn cz de dk ec ee es fi fr hr hu ie in it jp kr lt lv mx my nl no ph pl pt ro ru sa se sg si sk uy`,
    passport: "com net",
    posteo: `
        af asia at be br.com ca ch cl co co.uk com.br cr cz de dk ee es eu fi gl gr hn hr hu ie in is jobs jp la li lt lu lv me mx
        my net nl no nz pe pl pm pt ro ru se sg si sk tn uk us uy vn org`,
    protonmail: "ch com",
    rambler: "com ru ua",
    sapo: "ao cv mz pt",
    startmail: "com nl",
    tele2: "at be de es fr it nl no se",
    terra: "cl com com.ar com.br com.co com.ec com.mx com.pe com.ve es",
    tiscali: "at be ch co.uk cz de dk es fr it it.net nl no se",
    tuta: "com io",
    tutanota: "com de",
    vodafone: "de es ie it",
    wanadoo: "be co.uk es fr nl",
    windowslive: "com es",
    yahoo: `
        ae at be bg ca ch cl cn co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.bo com.br com.cn com.co
        com.cy com.ec com.hk com.hr com.kr com.mx com.my com.pe com.ph com.pk com.pl com.sg com.tr com.tw com.ua com.uy com.ve
        com.vn cz de dk ee es fi fr gr hk hr hu ie in it jp lt lv my nl no ph pl pt ro rs ru se sg si sk tw vn`,
    yandex: "az by co.il com com.am com.ge com.ru com.tr ee eu fr kg kz lt lv md net pl ru tj tm ua uz",
    ymail: "com ne.jp",
    zoho: "com com.au com.cn eu in jp sa uk",
    zohomail: "ca com com.au com.cn eu in jp sa uk",
};

/** Names that no company can have in any country, so that they need no suffixes. */
export const everywhere = "gmail googlemail hotmail yahoo";
