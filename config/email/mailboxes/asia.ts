/** Mailboxes of Asia: by mail providers, and by telephone and cable companies for their customers. */
export const asia: Readonly<Record<string, string>> = {
    China: `
        126.com 139.com 163.com 163.net 188.cn 188.com 189.cn 21cn.com 21cn.net 263.com 263.net 2980.com aliyun.com china.com
        chinaren.com citiz.net etang.com eyou.com foxmail.com online.sh.cn public.bta.net.cn public.guangzhou.gd.cn
        public.sta.net.cn public3.bta.net.cn qq.com sina.com sina.com.cn sinaman.com sogou.com sohu.com tom.com wo.cn x263.net
        yeah.net`,
    "Hong Kong and Macao": `
        asiaonline.net ctimail.com ctimail3.com ctm.net.mo hkbn.net hkbnes.net hknet.com hkstar.com hongkong.com hutchcity.com
        i-cable.com macau.ctm.net netfront.net netvigator.com pacific.net.hk sinaman.com.hk`,
    Taiwan: `
        anet.net.tw apol.com.tw aptg.net emome.net ethome.net.tw gcn.net.tw giga.com.tw giga.net.tw hinet.net kbronet.com.tw
        kimo.com.tw mail2000.com.tw ms2.url.com.tw pchome.com.tw seed.net.tw sinamail.com so-net.net.tw tbcnet.net.tw tfn.net.tw
        xuite.com.tw xuite.net yam.com`,
    Japan: `
        3web.ne.jp aitai.ne.jp alpha-net.ne.jp angel.ne.jp asahi-net.or.jp att.ne.jp au.com avis.ne.jp banban.jp bbiq.jp bbtec.net
        bekkoame.ne.jp bekkoame.or.jp biglobe.ne.jp btvm.ne.jp bunbun.ne.jp canet.ne.jp catvnet.ne.jp cc-net.or.jp cc9.ne.jp
        ccnet-ai.ne.jp ccnw.ne.jp cek.ne.jp clovernet.ne.jp cna.ne.jp coara.or.jp commufa.jp cosmos.ne.jp csf.ne.jp ctk.ne.jp
        ctknet.ne.jp cty-net.ne.jp cyborg.ne.jp din.or.jp dion.ne.jp disney.ne.jp docomo.ne.jp dokidoki.ne.jp dream.jp dti.ne.jp
        e-catv.ne.jp emnet.ne.jp emobile-s.ne.jp emobile.ne.jp enjoy.ne.jp eonet.ne.jp ezweb.ne.jp fch.ne.jp fctv.ne.jp fitweb.or.jp
        gol.com goo.jp goo.ne.jp gunmanet.ne.jp hi-ho.ne.jp highway.ne.jp hokkai.net hotcn.ne.jp hyper-net.or.jp i.softbank.jp
        icnet.ne.jp icntv.ne.jp ii-okinawa.ne.jp iij4u.or.jp iijmio.jp iiyama-catv.ne.jp infoseek.jp infosnow.ne.jp infoweb.ne.jp
        inter7.jp interq.or.jp itscom.net janis.or.jp jcom.home.ne.jp jcom.ne.jp jet.ne.jp jomon.ne.jp jp-t.ne.jp justnet.ne.jp
        katch.ne.jp kcn.ne.jp kumagaya.or.jp kyoto-inet.or.jp lcv.ne.jp livedoor.com mbn.or.jp mco.ne.jp megaegg.ne.jp memenet.or.jp
        meon.ne.jp mh.alles.or.jp mineo.jp mitene.or.jp miyazaki-catv.ne.jp mnet.ne.jp mopera.ne.jp mopera.net msn.co.jp mwc.or.jp
        nava21.ne.jp ncv.jp netlaputa.ne.jp netwave.or.jp netyou.jp nifty.com nifty.ne.jp niftymail.com nirai.ne.jp nsk.ne.jp
        ocn.ne.jp oct-net.ne.jp octv.ne.jp odn.ad.jp odn.ne.jp pdx.ne.jp people.or.jp pep.ne.jp pikara.ne.jp plala.or.jp
        po.dcn.ne.jp potato.ne.jp quolia.ne.jp rakuten.jp rim.or.jp rnac.ne.jp ruru.be ryucom.ne.jp sakunet.ne.jp sannet.ne.jp
        scn-net.ne.jp shikoku.ne.jp sky.tu-ka.ne.jp so-net.ne.jp softbank.ne.jp spacelan.ne.jp starcat.ne.jp stnet.ne.jp
        sunfield.ne.jp synapse.ne.jp t-net.ne.jp tcp-ip.or.jp tees.ne.jp thn.ne.jp tiki.ne.jp tnc.ne.jp tokai.or.jp tst.ne.jp
        ttn.ne.jp ttv.ne.jp tvk.ne.jp ucatv.ne.jp ueda.ne.jp uqc.jp uqmobile.jp urban.ne.jp valley.ne.jp vodafone.ne.jp wainet.ne.jp
        wakwak.com wbs.ne.jp wcm.ne.jp willcom.com wind.jp wind.ne.jp y-mobile.ne.jp yahoo.ne.jp yb.ne.jp ybb.ne.jp ymobile.ne.jp
        ymobile1.ne.jp zaq.ne.jp`,
    "South Korea": `
        bcline.com channeli.net chol.com chollian.net cyworld.com daum.net dreamwiz.com empal.com empas.com freechal.com hanafos.com
        hanmail.net hanmir.com hitel.net intizen.com kakao.com kebi.com korea.com kornet.net lycos.co.kr msn.co.kr nate.com
        naver.com netian.com netsgo.com nownuri.net orgio.net paran.com sayclub.com shinbiro.com simmani.com thrunet.com
        unitel.co.kr weppy.com`,
    "North Korea, Mongolia": `
        citinet.mn magicnet.mn micom.mng.net mobinet.mn mol.mn mongol.net silibank.net.kp star-co.net.kp`,
    India: `
        123india.com airtelbroadband.in airtelmail.com airtelmail.in asianetindia.com asianetindia.net asianetonline.net
        bharatmail.com bsnl.in caltiger.com datamail.in dataone.in dishnetdsl.net epatra.com eth.net hathway.net icenet.net
        in2cable.com indiainfo.com indiatimes.com iqara.net keralamail.com lycos.in mantraonline.com mtnl.net.in net4india.net
        now-india.net.in pacenet-india.com rediff.com rediffmail.com reliancemail.net ricmail.com sancharnet.com sancharnet.in
        satyam.net.in sify.com sifymail.com spectranet.com tatanova.com tatanova.net touchtelindia.net vsnl.com vsnl.net vsnl.net.in
        wilnetonline.net youbroadband.in youtele.com`,
    Pakistan: `
        apollo.net.pk brain.net.pk cubexs.net.pk cyber.net.pk dsl.net.pk fascom.com gerrys.net multi.net.pk nayatel.com
        nexlinx.net.pk one.net.pk paknet.com.pk paknet4.ptc.pk ptcl.net.pk super.net.pk wateen.net wi-tribe.net.pk wol.net.pk
        worldcall.net.pk`,
    Bangladesh: `
        abnetbd.com accesstel.net agni.com aitlbd.net bangla.net bdmail.net bdonline.com bijoy.net bol-online.com bracnet.net
        btcl.net.bd bttb.net.bd citech.net citechco.net dhaka.net global-bd.net gononet.com link3.net proshikanet.com spctnet.com
        spnetctg.com`,
    "Sri Lanka, Maldives": `
        dhiraagu.net.mv dhivehinet.net.mv dialogsl.net eureka.lk isplanka.lk itmin.com lanka.net lankabell.net lankacom.net
        raajjeonline.mv sltnet.lk visualnet.lk`,
    "Nepal, Bhutan, Afghanistan": `
        ccsl.com.np ceretechs.com druknet.bt enet.com.np htp.com.np info.com.np mos.com.np neda.af ntc.net.np subisu.net.np
        vianet.com.np wlink.com.np`,
    Iran: `
        chmail.ir dci.co.ir dpimail.net iranmail.com mail.ir mihanmail.ir neda.net noavar.com parsimail.com parsmail.com
        parsonline.com rayana.ir sepanta.net takta.net tavana.net vatanmail.ir`,
    Israel: `
        012.net.il 013.net 013.net.il 013net.net 017.net.il 018.net.il actcom.co.il actcom.net.il barak-online.net barak.net.il
        bezeq.net.il bezeqint.net hot.net.il hotnet.net.il inter.net.il internet-zahav.net internet-zahav.net.il kinneret.co.il
        nana.co.il nana10.co.il netvision.net.il partner.net.il shani.net smile.net.il smile012.co.il walla.co.il xfone.net.il
        yifan.net zahav.net.il`,
    "Palestine, Jordan, Lebanon, Syria, Iraq": `
        aloola.sy batelco.jo cyberia.net.lb dm.net.lb earthlink.iq go.com.jo hadara.ps hally.net idm.net.lb inco.com.lb index.com.jo
        lynx.net.lb mail.sy mail2sy.com maktoob.com nets.com.jo newroznet.com orange.jo p-ol.com palnet.com scs-net.org
        sodetel.net.lb ste-net.sy terra.net.lb terra.net.sy uruklink.net wanadoo.jo warkaa.net zaytona.com`,
    "Saudi Arabia and Gulf": `
        ajeeb.com arab.net.sa awalnet.net.sa ayna.com batelco.com.bh cyberia.net.sa eim.ae emirates.net.ae fasttelco.com
        gulfnet.com.kw inet.com.bh kems.net kuwait.net naseej.com.sa nesma.net.sa omantel.net.om qatar.net.qa qtel.net.qa
        qualitynet.net saudi.net.sa shabakah.net.sa sol.net.sa sps.net.sa y.net.ye yemen.net.ye`,
    "Central Asia": `
        arna.kz ars-inform.uz asdc.kz bk.kz dostlink.net eastera.net elcat.kg inbox.uz infotel.kg itte.kz kaznet.kz ktnet.kg mail.kg
        mail.kz mail.tj mail.uz megaline.kz nur.kz nursat.kz online.kz online.tm online.uz rol.uz tajik.net tjinter.com
        tojikiston.com umail.uz uznet.net`,
    Thailand: `
        asianet.co.th chaiyo.com cmnet.co.th cscoms.com csloxinfo.com csloxinfo.net internetksc.th.com ji-net.com ksc.net.th
        ksc.th.com ksc15.th.com loxinfo.co.th sanook.com thaimail.com totonline.net truemail.co.th`,
    Vietnam: `
        fpt.vn netnam.vn saigonnet.vn vnn.vn vnptmail.vn`,
    "Cambodia, Laos, Myanmar": `
        bagan.net.mm baganmail.net.mm bigpond.com.kh camintel.com camnet.com.kh citylink.com.kh etllao.com forum.org.kh laotel.com
        mptmail.com mptmail.net.mm myanmar.com.mm online.com.kh yatanarpon.net.mm`,
    "Malaysia and Brunei": `
        brunet.bn celcom.net.my espeed.com.bn jaring.my maxis.net.my myjaring.net simpur.net.bn streamyx.com time.net.my tm.net.my
        unifi.my`,
    Singapore: `
        cyberway.com.sg magix.com.sg pacific.net.sg scv.com.sg singnet.com.sg starhub.net.sg starhubmail.com`,
    Indonesia: `
        bali.net bit.net.id cbn.net.id centrin.net.id dnet.net.id idola.net.id indo.net.id indonet.net.id indosat.net.id
        meganet.net.id melsa.net.id pacific.net.id plasa.com quasar.net.id rad.net.id speedy.telkom.net.id telkom.net
        telkomspeedy.com ub.net.id uninet.net.id vision.net.id wasantara.net.id`,
    "Philippines and Timor": `
        bayandsl.net csi.com.ph digitelone.com edsamail.com edsamail.com.ph evoserve.com globelines.com.ph i-manila.com.ph
        iconn.com.ph info.com.ph mozcom.com mydestiny.net pacific.net.ph philonline.com philonline.com.ph pldtdsl.net skyinet.net
        smartbro.net surfshop.net.ph`,
};
