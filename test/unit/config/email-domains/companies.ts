import { readFileSync } from "node:fs";
import { parse } from "tldts";

/** Companies and universities that some list calls free or throw-away mail, and others that might be on one. */
export const named = `
    saudia.com singpost.com discovery.com parrot.com bolt.com nus.edu.sg unican.es berlin.de zerocopter.dev icon.foundation
    starbucks.com alibaba.com ancestry.com facebook.com name.com sakura.ne.jp shop.sakura.ne.jp bt.com
    senatsverwaltung.berlin.de polizei.berlin.de student.unican.es live.acme-holdings.com yahoo.acme-holdings.com livenation.com
    about.com go.com law.com test.de live.company outlook.company posteo.consulting gmx.engineering orange.com vodafone.com telefonica.com telekom.com virgin.com
    mail.bcu.ac.uk u.nus.edu.sg email.gov.au citizensonline.com first-state.net petrsu.karelia.ru lu.lanet.lv`;

export const universities = `
    mit.edu stanford.edu harvard.edu berkeley.edu caltech.edu princeton.edu yale.edu columbia.edu cornell.edu upenn.edu umich.edu
    nyu.edu ucla.edu gatech.edu purdue.edu utexas.edu washington.edu wisc.edu illinois.edu cmu.edu ox.ac.uk cam.ac.uk imperial.ac.uk
    ucl.ac.uk ed.ac.uk kcl.ac.uk manchester.ac.uk bristol.ac.uk tcd.ie ucd.ie ucc.ie tum.de lmu.de rwth-aachen.de kit.edu
    uni-heidelberg.de uni-bonn.de hu-berlin.de fu-berlin.de tu-berlin.de uni-hamburg.de uni-koeln.de uni-muenchen.de ethz.ch epfl.ch
    uzh.ch unibe.ch unibas.ch univie.ac.at tuwien.ac.at uibk.ac.at sorbonne-universite.fr polytechnique.edu ens.fr univ-lyon1.fr
    univ-nantes.fr kuleuven.be ugent.be ulb.be uclouvain.be uva.nl tudelft.nl uu.nl rug.nl leidenuniv.nl utwente.nl uni.lu ku.dk
    dtu.dk au.dk uio.no ntnu.no uib.no kth.se lu.se uu.se chalmers.se su.se helsinki.fi aalto.fi oulu.fi hi.is unibo.it polimi.it
    uniroma1.it unimi.it unipd.it unito.it ub.edu uam.es ucm.es upv.es upm.es us.es unizar.es uc.pt up.pt ulisboa.pt ntua.gr auth.gr
    uoa.gr uw.edu.pl pw.edu.pl uj.edu.pl agh.edu.pl cuni.cz cvut.cz muni.cz uniba.sk elte.hu bme.hu uni-lj.si unizg.hr bg.ac.rs
    uni-sofia.bg unibuc.ro upb.ro ut.ee lu.lv vu.lt msu.ru spbu.ru itmo.ru hse.ru knu.ua kpi.ua bsu.by metu.edu.tr boun.edu.tr
    itu.edu.tr technion.ac.il huji.ac.il tau.ac.il kfupm.edu.sa kaust.edu.sa uaeu.ac.ae aub.edu.lb cu.edu.eg uct.ac.za wits.ac.za
    sun.ac.za unilag.edu.ng ug.edu.gh uonbi.ac.ke iitb.ac.in iitd.ac.in iisc.ac.in du.ac.in nust.edu.pk du.ac.bd tsinghua.edu.cn
    pku.edu.cn zju.edu.cn fudan.edu.cn hku.hk cuhk.edu.hk ust.hk ntu.edu.tw ntu.edu.sg u-tokyo.ac.jp kyoto-u.ac.jp keio.jp waseda.jp
    snu.ac.kr kaist.ac.kr yonsei.ac.kr chula.ac.th mahidol.ac.th vnu.edu.vn um.edu.my upm.edu.my ui.ac.id itb.ac.id up.edu.ph
    sydney.edu.au unimelb.edu.au anu.edu.au unsw.edu.au monash.edu auckland.ac.nz otago.ac.nz utoronto.ca ubc.ca mcgill.ca
    uwaterloo.ca ualberta.ca umontreal.ca unam.mx itesm.mx usp.br unicamp.br ufrj.br uba.ar uchile.cl puc.cl unal.edu.co pucp.edu.pe`;

/** Domains of companies: the 1,000 largest of the USA, and those whose scripts web sites load. */
export function companies(): readonly string[] {
    const largest = [...read("email-enricher/src/data.ts").matchAll(/Website"?:\s*"([^"]+)"/gu)].map(
        (match) => match[1]!,
    );
    const entities = JSON.parse(read("third-party-web/dist/entities.json")) as readonly {
        readonly domains: readonly string[];
        readonly homepage?: string;
    }[];
    const scripts = entities.flatMap(({ domains, homepage }) => [...domains, homepage ?? ""]);
    return [...new Set([...largest, ...scripts].flatMap((name) => parse(name.replace(/^\*\./u, "")).domain ?? []))];
}

function read(path: string): string {
    const [name = ""] = path.split("/");
    const root = require.resolve(`${name}/package.json`).slice(0, -"package.json".length);
    return readFileSync(`${root}${path.slice(name.length + 1)}`, "utf8");
}
