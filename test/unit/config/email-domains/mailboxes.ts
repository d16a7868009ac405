/**
 * Mailbox providers of all countries, and telephone and cable companies with mailboxes for customers, written from memory. Some that
 * config/email's table lacked were added to it since, so its figure for other lists may be worse.
 */
export const mailboxes = `
    gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.com.br yahoo.ca yahoo.com.au
    yahoo.co.in yahoo.co.jp yahoo.co.id yahoo.com.sg yahoo.com.ph yahoo.com.vn yahoo.com.mx yahoo.com.ar yahoo.no yahoo.se
    yahoo.gr yahoo.ie yahoo.co.nz yahoo.co.th yahoo.com.tr yahoo.pl yahoo.ro yahoo.hu yahoo.cz ymail.com rocketmail.com
    hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es hotmail.be hotmail.nl hotmail.se hotmail.no hotmail.dk
    hotmail.fi hotmail.gr hotmail.ca hotmail.com.br hotmail.com.ar hotmail.com.au hotmail.co.nz hotmail.co.jp hotmail.ch
    hotmail.at live.com live.co.uk live.fr live.de live.nl live.se live.no live.dk live.be live.it live.ca live.com.au
    live.com.mx live.com.ar live.cl live.cn live.jp live.in live.ie live.at live.com.pt live.com.sg live.ru msn.com outlook.com
    outlook.fr outlook.de outlook.es outlook.it outlook.pt outlook.be outlook.com.br outlook.jp outlook.kr outlook.sa outlook.my
    outlook.ph outlook.in outlook.co.th outlook.co.id windowslive.com passport.com aol.com aol.co.uk aol.de aol.fr aol.it
    aim.com netscape.net icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io
    tuta.com tutamail.com keemail.me gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.us gmx.co.uk gmx.fr web.de email.de mail.com
    email.com usa.com consultant.com engineer.com post.com fastmail.com fastmail.fm zoho.com zohomail.com zohomail.eu
    zohomail.in hushmail.com hush.com hey.com mailbox.org posteo.de posteo.net posteo.eu mailfence.com startmail.com runbox.com
    kolabnow.com disroot.org riseup.net autistici.org countermail.com ctemplar.com vfemail.net cock.li airmail.cc lavabit.com
    safe-mail.net inbox.com inbox.lv inbox.lt inbox.ru lycos.com excite.com juno.com netzero.net usa.net vivaldi.net opayq.com
    duck.com mozmail.com simplelogin.com simplelogin.co simplelogin.fr aleeas.com slmail.me dralias.com anonaddy.com anonaddy.me
    addy.io passmail.net passinbox.com relay.firefox.com privaterelay.appleid.com 33mail.com erine.email spamgourmet.com
    groups.io googlegroups.com yahoogroups.com freelists.org t-online.de freenet.de arcor.de vodafone.de vodafonemail.de
    kabelmail.de unitybox.de o2online.de alice-dsl.net 1und1.de online.de ewetel.net netcologne.de mnet-mail.de mnet-online.de
    versanet.de osnanet.de htp-tel.de nexgo.de eclipso.de firemail.de mail.de magenta.de ok.de directbox.com aon.at a1.net
    chello.at utanet.at inode.at kabsi.at liwest.at drei.at bluewin.ch hispeed.ch sunrise.ch swissonline.ch vtxnet.ch netplus.ch
    quickline.ch ik.me orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr noos.fr cegetel.net
    club-internet.fr aliceadsl.fr 9online.fr voila.fr mailo.com net-c.fr netcourrier.com dbmail.com caramail.com libertysurf.fr
    telenet.be skynet.be proximus.be scarlet.be belgacom.net voo.be pandora.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl
    hetnet.nl home.nl upcmail.nl casema.nl quicknet.nl xs4all.nl tele2.nl zonnet.nl wxs.nl online.nl telfort.nl solcon.nl
    caiway.nl zeelandnet.nl hccnet.nl freedom.nl chello.nl onsmail.nl versatel.nl pt.lu internet.lu btinternet.com
    btopenworld.com talktalk.net talk21.com tiscali.co.uk virginmedia.com virgin.net ntlworld.com blueyonder.co.uk sky.com
    plus.com plusnet.com o2.co.uk orange.net freeserve.co.uk lineone.net tesco.net onetel.com supanet.com zen.co.uk waitrose.com
    madasafish.com uwclub.net fsmail.net wanadoo.co.uk dsl.pipex.com eclipse.co.uk postmaster.co.uk eircom.net iol.ie indigo.ie
    vodafone.ie upcmail.ie libero.it virgilio.it tin.it alice.it tim.it tiscali.it inwind.it iol.it email.it fastwebnet.it
    vodafone.it teletu.it poste.it pec.it aruba.it tele2.it blu.it telefonica.net terra.es movistar.es ono.com orange.es
    wanadoo.es jazztel.es euskaltel.net mundo-r.com telecable.es ya.com sapo.pt clix.pt netcabo.pt iol.pt mail.telepac.pt meo.pt
    vodafone.pt portugalmail.pt otenet.gr hol.gr forthnet.gr in.gr freemail.gr cytanet.com.cy primehome.com maltanet.net
    onvol.net go.net.mt telia.com comhem.se bredband.net bredband2.com tele2.se spray.se home.se glocalnet.net swipnet.se
    passagen.se bahnhof.se online.no broadpark.no getmail.no start.no lyse.net altibox.no nextgentel.no mail.dk tdcadsl.dk
    stofanet.dk youmail.dk jubii.dk ofir.dk webspeed.dk get2net.dk privat.dk kolumbus.fi elisanet.fi saunalahti.fi luukku.com
    suomi24.fi netti.fi pp.inet.fi dnainternet.net welho.com simnet.is internet.is wp.pl o2.pl onet.pl onet.eu op.pl interia.pl
    interia.eu poczta.onet.pl poczta.fm gazeta.pl tlen.pl go2.pl vp.pl autograf.pl neostrada.pl seznam.cz email.cz post.cz
    centrum.cz volny.cz atlas.cz quick.cz tiscali.cz azet.sk zoznam.sk centrum.sk post.sk pobox.sk freemail.hu citromail.hu
    indamail.hu vipmail.hu t-online.hu upcmail.hu abv.bg mail.bg dir.bg yahoo.bg gbg.bg rdslink.ro home.ro email.ro siol.net
    amis.net t-2.net volja.net net.hr inet.hr vip.hr optinet.hr bih.net.ba eunet.rs sbb.rs ptt.rs open.telekom.rs beotel.net
    t-com.me t.mk on.net.mk apollo.lv mail.ee hot.ee online.ee neti.ee one.lt takas.lt zebra.lt delfi.lt mail.ru bk.ru list.ru
    internet.ru yandex.ru ya.ru yandex.com rambler.ru lenta.ru ro.ru pochta.ru qip.ru ngs.ru e1.ru nm.ru hotbox.ru ukr.net i.ua
    meta.ua bigmir.net online.ua email.ua ua.fm tut.by mail.by yandex.by yandex.kz yandex.ua mail.kz mail.md posta.ge mail.am
    mynet.com ttmail.com ttnet.net.tr superonline.com turk.net e-kolay.net walla.com walla.co.il 012.net.il netvision.net.il
    bezeqint.net zahav.net.il 013net.net nana.co.il emirates.net.ae eim.ae qatar.net.qa batelco.com.bh omantel.net.om kuwait.net
    saudi.net.sa maktoob.com link.net tedata.net.eg menara.ma iam.net.ma gnet.tn planet.tn topnet.tn djaweb.dz cyberia.net.lb
    terra.net.lb idm.net.lb go.com.jo nets.com.jo mail.ir chmail.ir qq.com foxmail.com 163.com 126.com yeah.net 188.com sina.com
    sina.cn sohu.com tom.com 21cn.com 139.com 189.cn aliyun.com 263.net wo.cn vip.qq.com vip.163.com netvigator.com hkbn.net
    hknet.com i-cable.com hinet.net msa.hinet.net pchome.com.tw seed.net.tw yam.com docomo.ne.jp ezweb.ne.jp au.com
    softbank.ne.jp i.softbank.jp vodafone.ne.jp ymobile.ne.jp nifty.com biglobe.ne.jp so-net.ne.jp ocn.ne.jp plala.or.jp
    dion.ne.jp odn.ne.jp goo.ne.jp goo.jp excite.co.jp infoseek.jp livedoor.com rakuten.jp jcom.home.ne.jp eonet.ne.jp
    asahi-net.or.jp hi-ho.ne.jp yahoo.ne.jp ybb.ne.jp naver.com hanmail.net daum.net kakao.com nate.com korea.com empas.com
    lycos.co.kr paran.com hanmir.com chol.com dreamwiz.com rediffmail.com rediff.com sify.com indiatimes.com in.com vsnl.com
    vsnl.net bsnl.in airtelmail.in dataone.in sancharnet.in eth.net cyber.net.pk wateen.net bdonline.com agni.com sltnet.lk
    wlink.com.np ntc.net.np singnet.com.sg pacific.net.sg starhub.net.sg tm.net.my streamyx.com jaring.my telkom.net plasa.com
    cbn.net.id indosat.net.id pldtdsl.net info.com.ph vnn.vn fpt.vn hcm.vnn.vn viettel.vn ksc.th.com loxinfo.co.th thaimail.com
    truemail.co.th online.com.kh laotel.com magicnet.mn comcast.net verizon.net att.net sbcglobal.net bellsouth.net pacbell.net
    ameritech.net swbell.net prodigy.net cox.net charter.net spectrum.net rr.com roadrunner.com twc.com earthlink.net
    mindspring.com optonline.net optimum.net centurylink.net centurytel.net embarqmail.com q.com qwest.net windstream.net
    frontier.com frontiernet.net suddenlink.net cableone.net mediacombb.net mchsi.com wowway.com rcn.com tds.net hughes.net
    wildblue.net peoplepc.com adelphia.net insightbb.com knology.net ptd.net epix.net gci.net hawaiiantel.net hawaii.rr.com
    nc.rr.com cfl.rr.com currently.com snet.net worldnet.att.net sonic.net speakeasy.net panix.com bresnan.net myfairpoint.net
    fairpoint.net atlanticbb.net cincinnatibell.net fuse.net zoominternet.net sympatico.ca bell.net rogers.com shaw.ca telus.net
    telusplanet.net videotron.ca cogeco.ca eastlink.ca nbnet.nb.ca mts.net mymts.net sasktel.net bellaliant.net aliant.net
    execulink.com xplornet.com teksavvy.com vl.videotron.ca primus.ca prodigy.net.mx infinitummail.com terra.com.mx
    megared.net.mx uol.com.br bol.com.br ig.com.br terra.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br
    superig.com.br ibest.com.br pop.com.br brturbo.com.br click21.com.br fibertel.com.ar speedy.com.ar arnet.com.ar
    ciudad.com.ar uolsinectis.com.ar telecentro.com.ar adinet.com.uy vera.com.uy montevideo.com.uy vtr.net terra.cl
    entelchile.net manquehue.net mi.cl terra.com.pe speedy.com.pe une.net.co etb.net.co cantv.net movistar.net.ve andinanet.net
    entelnet.bo cotas.com.bo tigo.com.py racsa.co.cr ice.co.cr cableonda.net cwpanama.net codetel.net.do nauta.cu cwjamaica.com
    tstt.net.tt hotmail.com.co coqui.net prtc.net telkomsa.net mweb.co.za iafrica.com vodamail.co.za webmail.co.za
    absamail.co.za lantic.net polka.co.za mtnloaded.co.za iway.na mweb.com.na africaonline.co.ke wananchi.com zol.co.zw
    mweb.co.zw yoafrica.com botsnet.bw zamnet.zm orange.sn sentoo.sn aviso.ci camnet.cm intnet.mu orange.mu wanadoo.mu
    bigpond.com bigpond.net.au optusnet.com.au iinet.net.au westnet.com.au internode.on.net tpg.com.au dodo.com.au adam.com.au
    ozemail.com.au netspace.net.au aapt.net.au exetel.com.au primus.com.au optus.com.au telstra.com xtra.co.nz slingshot.co.nz
    paradise.net.nz clear.net.nz ihug.co.nz orcon.net.nz vodafone.co.nz actrix.co.nz snap.net.nz inspire.net.nz connect.com.fj
    access-haiti.com afrihost.co.za andorra.ad anteldata.com.uy bulmail.com ccapcable.com cncnc.com.cn cnnb.net email.hu
    emax.is ewe.net flowtrinidad.net globetrotter.qc.ca hainan.net igs.net inbox.com.ph iwayafrica.co.zm iwayafrica.com
    libya.net mada.ps mail.hr mailpoint.hu mana.pf mits.lv monaco377.com mypic.ad net4u.hr netafrique.com oceanic.net.fj
    pochta.kz razdvatri.cz sarkor.uz smartbro.net.ph sogetel.ca solo.ee ssimicro.com szonline.net tigo.net.bo tps.uz ttn.net
    unet.cz versatel.be videotron.qc.ca vivamail.hu`;
