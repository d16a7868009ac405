/** Addresses that forward to a person's mailbox. */
export const aliases = `
    1mail.uk 33mail.com 4wrd.cc 8alias.com 8shield.net addy.biz addy.io addymail.com aleeas.com aliasvault.net altmails.com
    alumni.com anonaddy.com anonaddy.me arrl.net aya.yale.edu burnermail.io caa.columbia.edu cal.berkeley.edu cantab.net
    centraliens.net dollicons.com dralias.com duck.com e4ward.com erine.email forward.cat gadz.org iki.fi m4x.org manyme.com
    member.fsf.org mines-paris.org mozmail.com opayq.com oxon.org passfwd.com passinbox.com passmail.com passmail.net
    pobox.com pobox.sk polytechnique.org post.harvard.edu privaterelay.appleid.com qsl.net relay.firefox.com silomails.com
    simplelogin.co simplelogin.com simplelogin.fr slmail.me slmails.com sneakemail.com spamex.com spamgourmet.com
    users.sourceforge.net`;

/** Subdomains for people who have left a university or a company: `alum.mit.edu`, `alumni.ethz.ch`. */
export const alumni = "alum alumnae alumnes alumni alumnos";

/** Services where anybody can open a group: whoever opened it decides about it, and the company cannot. */
export const groups = `
    domeus.de egroups.com framalistes.org freelists.org freeml.com gaggle.email googlegroups.com groups.google.com groups.io
    groups.msn.com groups.outlook.com groups.yahoo.com lists.sourceforge.net ml.free-ml.com onelist.com onlinegroups.net
    simplelist.com simplelists.com topica.com topicbox.com yahoogroupes.fr yahoogroups.ca yahoogroups.co.in yahoogroups.co.uk
    yahoogroups.com yahoogroups.com.au yahoogroups.com.hk yahoogroups.com.sg yahoogroups.com.tw yahoogroups.de yahoogroups.fr
    yahoogroups.it yahoogroups.jp yahoogrupos.com.br`;
