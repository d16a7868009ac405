/**
 * Domains on a list of free or throw-away mail that a company, a city or a university uses for its staff, and what it is. Subdomains are
 * excepted too.
 */
export const exceptions: Readonly<Record<string, string>> = {
    "about.com": "a publisher",
    "afternic.com": "a market of domains",
    "albawaba.com": "a news agency",
    "alibaba.com": "a trading company; its mailboxes are at aliyun.com",
    "amazonses.com": "Amazon's service that sends mail",
    "ancestry.com": "a company of family history",
    "aver.com": "a maker of cameras",
    "berlin.de": "the city of Berlin, with all its authorities below it",
    "bolt.com": "a payment company",
    "bt.com": "a telephone company; its mailboxes are at btinternet.com",
    "citizensonline.com": "a bank",
    "clerk.com": "a company of software for signing in",
    "cox.com": "a cable company; its mailboxes are at cox.net",
    "detik.com": "a news company",
    "discovery.com": "a television company",
    "dnsmadeeasy.com": "a company of name servers",
    "easypost.com": "a company of software for shipping",
    "facebook.com": "the company; its mailboxes ended in 2014",
    "first-state.net": "a bank",
    "go.com": "Disney's companies",
    "icon.foundation": "a foundation",
    "improvmx.com": "the company; it forwards the mail of its customers' own domains",
    "joelonsoftware.com": "an author's own domain",
    "law.com": "a publisher",
    "lsmu.com": "a university",
    "mamba.ru": "a dating service",
    "medscape.com": "a publisher",
    "name.com": "a registrar of domains",
    "nextag.com": "a price comparison",
    "nus.edu.sg": "the National University of Singapore",
    "oath.com": "Yahoo's company",
    "parrot.com": "a maker of drones",
    "saudia.com": "an airline",
    "singpost.com": "the post of Singapore",
    "techspot.com": "a publisher",
    "telstra.com": "a telephone company; its mailboxes are at bigpond.com",
    "telstra.com.au": "a telephone company; its mailboxes are at bigpond.com",
    "unican.es": "the University of Cantabria",
    "test.de": "a foundation that tests goods",
    "virginmedia.co.uk": "a cable company; its mailboxes are at virginmedia.com",
    "wideopenwest.com": "a cable company; its mailboxes are at wowway.com",
    "zerocopter.dev": "a security company",
};

/**
 * Suffixes that a registry gives only to universities, schools and authorities: such a domain on a list belongs to an institution. Suffixes
 * that anybody can get (edu.pl, edu.vn) are left out.
 */
export const institutions = `
    edu gov int mil
    ac.at gv.at edu.au gov.au edu.br gov.br jus.br mil.br gc.ca ac.cn edu.cn gov.cn gob.es gouv.fr edu.hk gov.hk ac.id go.id ac.il
    gov.il ac.in gov.in nic.in edu.it gov.it ac.jp go.jp lg.jp ac.kr go.kr gob.mx edu.my gov.my ac.nz govt.nz mil.nz gov.pl gov.pt
    edu.sg gov.sg ac.th go.th bel.tr edu.tr gov.tr edu.tw gov.tw ac.uk gov.uk mod.uk nhs.uk police.uk sch.uk ac.za gov.za`;
