/** Mailboxes of Asia: by mail providers, and by telephone and cable companies for their customers. */
export const asia: Readonly<Record<string, string>> = {
    China: `
        126.com 126.net 139.com 163.com 163.net 188.cn 188.com 189.cn 21cn.com 21cn.net 263.com 263.net 263.net.cn 2980.com
        371.net aliyun.com china.com china.com.cn chinaren.com citiz.net cmail.cn cn99.com cncnc.com.cn cnmail.com cnnb.net
        email.cn etang.com eyou.com foxmail.com hainan.net m165.com mailcn.com online.sh.cn online.tj.cn public.bta.net.cn
        public.guangzhou.gd.cn public.sta.net.cn public.szptt.net.cn public3.bta.net.cn qq.com sh163.net sina.com sina.com.cn
        sinaman.com sogou.com sohu.com soim.com szonline.net tom.com wo.cn x263.net yeah.net`,
    "Hong Kong and Macao": `
        3hk.com asiaonline.net biznetvigator.com ctimail.com ctimail3.com ctm.net ctm.net.mo glink.net.hk hkabc.net hkbn.net
        hkbnes.net hkem.com hkicable.com hknet.com hknet.net hkstar.com hongkong.com hutchcity.com i-cable.com i-cablemail.com
        netfront.net netvigator.com on-nets.com pacific.net.hk sinaman.com.hk sinatown.com`,
    Taiwan: `
        anet.net.tw apol.com.tw aptg.net ebtnet.net emome.net ethome.net.tw gcn.net.tw giga.com.tw giga.net.tw hinet.net
        kbronet.com.tw kbtelecom.net.tw kimo.com.tw kingnet.com.tw livemail.tw mail2000.com.tw pchome.com.tw seed.net.tw
        seeder.net sinamail.com so-net.net.tw sparqnet.net tbcnet.net.tw tfn.net.tw tinp.net.tw ttn.net twmail.net url.com.tw
        xuite.com.tw xuite.net yam.com`,
    Japan: `
        0038.net 3web.ne.jp aitai.ne.jp alpha-net.ne.jp angel.ne.jp asahi-net.or.jp at-m.or.jp att.ne.jp au.com auone-net.jp
        auone.jp avis.ne.jp banban.jp bay-net.jp baynet.jp bb-east.ne.jp bbexcite.jp bbiq.jp bbtec.net bekkoame.ne.jp
        bekkoame.or.jp biglobe.ne.jp btvm.ne.jp bunbun.ne.jp cablenet.ne.jp canet.ne.jp catv.ne.jp catvnet.ne.jp cc-net.or.jp
        cc9.ne.jp ccnet-ai.ne.jp ccnw.ne.jp cek.ne.jp clovernet.ne.jp cna.ne.jp coara.or.jp commufa.jp cosmos.ne.jp csf.ne.jp
        ctk.ne.jp ctknet.ne.jp cty-net.ne.jp cyborg.ne.jp din.or.jp dion.ne.jp disney.ne.jp docomo.ne.jp dokidoki.ne.jp
        dream.com dream.jp dti.ne.jp dwmail.jp e-catv.ne.jp emnet.ne.jp emobile-s.ne.jp emobile.ne.jp enjoy.ne.jp eonet.ne.jp
        ezweb.ne.jp fch.ne.jp fctv.ne.jp fitweb.or.jp fsinet.or.jp fullmail.jp gol.com goo.jp goo.ne.jp gunmanet.ne.jp
        hi-ho.ne.jp highway.ne.jp hokkai.net hokkai.or.jp hotcn.ne.jp hyper-net.or.jp i.softbank.jp icnet.ne.jp icntv.ne.jp
        ii-okinawa.ne.jp iij4u.or.jp iijmio.jp iiyama-catv.ne.jp infoseek.jp infosnow.ne.jp infoweb.ne.jp inter7.jp
        interlink.or.jp interq.or.jp itscom.net janis.or.jp jcom.home.ne.jp jcom.ne.jp jet.ne.jp jomon.ne.jp jp-t.ne.jp
        justnet.ne.jp katch.ne.jp kcn.jp kcn.ne.jp ktplan.jp kumagaya.or.jp kyoto-inet.or.jp lcv.ne.jp linkclub.or.jp
        livedoor.com mail.com.jp mbn.or.jp mco.ne.jp megaegg.ne.jp memenet.or.jp meon.ne.jp mesh.ad.jp mh.alles.or.jp mineo.jp
        mitene.or.jp miyazaki-catv.ne.jp mnet.ne.jp mopera.ne.jp mopera.net msn.co.jp mwc.or.jp my.softbank.jp nava21.ne.jp
        ncv.jp netlaputa.ne.jp netwave.or.jp netyou.jp nifty.com nifty.ne.jp niftymail.com nirai.ne.jp nsk.ne.jp ocn.ne.jp
        oct-net.ne.jp octv.ne.jp odn.ad.jp odn.ne.jp pdx.ne.jp people.or.jp pep.ne.jp pikara.ne.jp plala.or.jp po.dcn.ne.jp
        potato.ne.jp quolia.ne.jp rakumail.jp rakuten.jp rim.or.jp rnac.ne.jp ruru.be ruru.ne.jp ryucom.ne.jp sakunet.ne.jp
        sannet.ne.jp scn-net.ne.jp shikoku.ne.jp sky.tu-ka.ne.jp so-net.ne.jp softbank.ne.jp spacelan.ne.jp starcat.ne.jp
        stnet.ne.jp sunfield.ne.jp synapse.ne.jp t-com.ne.jp t-net.ne.jp tcp-ip.or.jp tees.ne.jp thn.ne.jp tiki.ne.jp tnc.jp
        tnc.ne.jp tokai.or.jp tp1.jp tst.ne.jp ttn.ne.jp ttv.ne.jp tvk.ne.jp twics.com ucatv.ne.jp ueda.ne.jp ultrapop.jp uqc.jp
        uqmobile.jp urban.ne.jp valley.ne.jp vodafone.ne.jp wainet.ne.jp wakwak.com wbs.ne.jp wcm.ne.jp willcom.com wind.jp
        wind.ne.jp y-mobile.ne.jp yahoo.ne.jp yb.ne.jp ybb.ne.jp ymobile.ne.jp ymobile1.ne.jp zaq.jp zaq.ne.jp`,
    "South Korea": `
        bcline.com channeli.net chol.com chollian.net cyworld.com daum.net dreamwiz.com elim.net empal.com empas.com
        freechal.com hanafos.com hananet.net hanmail.net hanmir.com hihome.com hitel.net intizen.com iwelcome.net kakao.com
        kebi.com korea.com kornet.net kornet21.net ktmail.com lettee.com lycos.co.kr msn.co.kr nate.com naver.com netian.com
        netsgo.com nownuri.net orgio.net paran.com sayclub.com shinbiro.com simmani.com thrunet.com unitel.co.kr uriel.net
        weppy.com`,
    "North Korea, Mongolia": `
        bodicom.mn citinet.mn citynet.mn magicnet.mn mail.mn micom.mng.net mobinet.mn mol.mn mongol.net mongolnet.mn railcom.mn
        silibank.net.kp star-co.net.kp ulusnet.mn`,
    India: `
        123india.com airtelbroadband.in airtelmail.com airtelmail.in asianetindia.com asianetindia.net asianetonline.in
        asianetonline.net beamtele.com bharatmail.com bsnl.co.in bsnl.in caltiger.com datainfosys.net datamail.in dataone.in
        dishnetdsl.net email.com.in epatra.com eth.net exatt.net excellmedia.net hathway.com hathway.net icenet.net in2cable.com
        indiainfo.com indiamail.com indiatimes.com indya.com iqara.net keralamail.com lycos.co.in lycos.in mantraonline.com
        mtnl.in mtnl.net.in net4india.net now-india.net.in pacenet-india.com powersurfer.net rediff.com rediffmail.com
        reliancemail.net ricmail.com rocketmail.in sancharnet.com sancharnet.in satyam.net.in sify.com sifymail.com
        spectranet.com tamilmail.com tatanova.com tatanova.net touchtelindia.net usa.net.in vsnl.com vsnl.net vsnl.net.in
        wilnetonline.net xgen.in xtra.co.in ymail.in youbroadband.in youtele.com`,
    Pakistan: `
        apollo.net.pk brain.net.pk breeze.net.pk comsats.net.pk cubexs.net.pk cyber.net.pk cyberaccess.com.pk dsl.net.pk
        fascom.com gem.net.pk gerrys.net link.net.pk magic.net.pk multi.net.pk nayatel.com nexlinx.net.pk one.net.pk
        paknet.com.pk paknet4.ptc.pk ptcl.net.pk sat.net.pk space.net.pk super.net.pk wateen.net wi-tribe.net.pk wol.net.pk
        worldcall.net.pk`,
    Bangladesh: `
        abnetbd.com accesstel.net agni.com aitlbd.net aknetbd.com bangla.com bangla.net bdlink.com bdmail.net bdonline.com
        bijoy.net bol-online.com bracnet.net btcl.net.bd bttb.net.bd citech.net citechco.net dekko.net.bd dhaka.net
        global-bd.net gononet.com kaifnet.com link3.net proshikanet.com ranksitt.net spctnet.com spnetctg.com techno-bd.net`,
    "Sri Lanka, Maldives": `
        dhiraagu.net.mv dhivehinet.net.mv dialognet.lk dialogsl.net dynanet.lk eureka.lk ispkandyan.lk isplanka.com isplanka.lk
        itmin.com lanka.net lankabell.net lankacom.net lankanet.lk pan.lk raajjeonline.mv sltnet.lk suntelmail.lk visualnet.lk
        zeynet.com`,
    "Nepal, Bhutan, Afghanistan": `
        afghanmail.com ccsl.com.np ceretechs.com col.com.np druknet.bt ecomail.com.np enet.com.np fewanet.com.np himalmail.com
        htp.com.np info.com.np infoclub.com.np mos.com.np mos.net.np neda.af nepalmail.com ntc.net.np samdenla.bt subisu.net.np
        vianet.com.np websurfer.com.np wlink.com.np`,
    Iran: `
        20mail.ir chmail.ir dci.co.ir dpimail.net dpir.ir emailfa.ir iran.ir iranmail.com irmail.ir mail.ir mailfa.ir
        mailiran.com mihanmail.ir neda.net noavar.com nodet.org parsimail.com parsmail.com parsonline.com post.ir rayana.ir
        safineh.net sepanta.net takta.net tavana.net vatanmail.ir ymail.ir`,
    Israel: `
        012.net.il 013.net 013.net.il 013net.net 013netvision.net.il 014.net.il 015.net.il 017.net.il 018.net.il actcom.co.il
        actcom.net.il barak-online.net barak.net.il bezeq.net.il bezeqint.net ccc.net.il hot.net.il hotnet.net.il inter.net.il
        internet-zahav.net internet-zahav.net.il isdn.net.il kinneret.co.il mail.co.il matav.net.il nana.co.il nana10.co.il
        netvision.net.il partner.net.il shani.net smile.net.il smile012.co.il surfree.net.il triple-c.com walla.co.il
        xfone.net.il yifan.net zahav.net.il`,
    "Palestine, Jordan, Lebanon, Syria, Iraq": `
        access2arabia.com aloola.sy alqudsnet.com batelco.com.jo batelco.jo cyberia.net.lb data.net.lb destination.com.lb
        dm.net.lb earthlink.iq firstnet.com.jo go.com.jo go.net.jo hadara.ps hally.net idm.net.lb inco.com.lb index.com.jo
        intracom.net.lb iraqcom.net joinnet.com.jo kurdmail.com lynx.net.lb mada.ps mail.sy mail2sy.com maktoob.com nets.com.jo
        newroz.iq newroznet.com nol.com.jo onlinelebanon.com orange.jo p-ol.com palnet.com palnet.ps postinet.com scs-net.org
        sodetel.net.lb ste-net.sy tarassul.sy terra.net.lb terra.net.sy uruklink.net wanadoo.jo warkaa.net wise.net.lb
        zaytona.com zidal.sy`,
    "Saudi Arabia and Gulf": `
        ajeeb.com arab.net.sa arabmail.com awalnet.net.sa ayna.com bahrain.net bahrainmail.com batelco.com.bh cyberia.net.sa
        dmp.net.sa eim.ae eim.net.ae emirates.net.ae fasttelco.com gto.net.om gulfnet.com.kw inet.com.bh kadesh.net.sa kems.net
        kuwait.net mail.net.sa naseej.com.sa nesma.net.sa nozha.net.sa omantel.net.om prime.net.sa qatar.net.qa qtel.net.qa
        qualitynet.net saudi.net.sa saudionline.com.sa shabakah.net.sa shaheer.net.sa sol.net.sa sps.net.sa swiftmail.com.sa
        uaemail.ae y.net.ye yemen.net.ye zajil.com zajil.net zajil.net.kw`,
    "Central Asia": `
        arna.kz ars-inform.uz asdc.kz bk.kz bk.uz dostlink.net e-mail.kz eastera.net elcat.kg inbox.kz inbox.uz infotel.kg
        itte.kz kazmail.kz kaznet.kz ktnet.kg list.kz list.uz mail.kg mail.kz mail.tj mail.uz megaline.kz netmail.kg nur.kz
        nursat.kz ok.kz online.kz online.tm online.uz pochta.kz rol.uz sarkor.uz tajik.net tjinter.com tojikiston.com
        topmail.kz tps.uz umail.uz uznet.net uzsci.net`,
    Thailand: `
        a-net.net.th anet.net.th asianet.co.th bkkmail.com chaiyo.com chaiyomail.com cmnet.co.th cscoms.com csloxinfo.com
        csloxinfo.net inet.co.th internetksc.th.com ji-net.com ksc.net.th ksc.th.com ksc11.th.com ksc15.th.com ksc9.th.com
        lemononline.com loxinfo.co.th mweb.co.th pacific.net.th sanook.com siamail.com thaiemail.com thailand.com
        thaimail.com thaimail.org totisp.net totonline.net true-mail.com truemail.co.th`,
    Vietnam: `
        fpt.vn mail.vn netnam.vn saigonnet.vn vnmail.com vnn.vn vnptmail.vn vol.vn zing.vn`,
    "Cambodia, Laos, Myanmar": `
        angkornet.com.kh bagan.net.mm baganmail.net.mm bigpond.com.kh camintel.com camnet.com.kh camshin.com.kh citylink.com.kh
        etllao.com ezecom.com.kh forum.org.kh laonet.net laopdr.com laotel.com mail4u.com.mm mpt.net.mm mpt4u.com.mm mptmail.com
        mptmail.net.mm myanmar.com.mm online.com.kh opennet.com.kh redlink.com.mm redlink.net.mm wicam.com.kh wimaxmail.net.mm
        yangon.net.mm yatanarpon.com.mm yatanarpon.net.mm`,
    "Malaysia and Brunei": `
        brunet.bn celcom.net.my espeed.com.bn jaring.my mailcity.my maxis.net.my myjaring.net myroyal.my simpur.net.bn
        streamyx.com time.net.my tm.net.my unifi.my`,
    Singapore: `
        cyberway.com.sg magix.com.sg pacific.net.sg scv.com.sg signet.com.sg singnet.com.sg starhub.net.sg starhubmail.com
        time.net.sg`,
    Indonesia: `
        bali.net bit.net.id boleh.com bolehmail.com cbn.net.id centrin.net.id dnet.net.id elga.net.id hawk.net.id idola.net.id
        indihome.net.id indo.net.id indonet.net.id indosat.net.id iptek.net.id jogjamedianet.com link.net.id linknet.net.id
        mega.net.id meganet.net.id melsa.net.id pacific.net.id plasa.com quasar.net.id rad.net.id sat.net.id speedy.net.id
        speedy.telkom.net.id telkom.net telkomsel.net telkomspeedy.com ub.net.id uninet.net.id vision.net.id wasantara.net.id
        ymail.co.id`,
    "Philippines and Timor": `
        bayandsl.com bayandsl.net cnl.net csi.com.ph destiny.com.ph digitelone.com eastern.com.ph edsamail.com edsamail.com.ph
        epic.net.ph evoserve.com globelines.com.ph i-manila.com.ph iconn.com.ph impactnet.com inbox.com.ph info.com.ph
        infocom.ph laguna.net mailcity.ph mozcom.com mozcom.ph mydestiny.net netasia.net pacific.net.ph philcom.ph
        philonline.com philonline.com.ph pldt.net pldtdsl.net pldtmydsl.com skyinet.net skyusa.net smartbro.net smartbro.net.ph
        sun.net.ph surfshop.net.ph tri-isys.com vasia.com weblinq.com xaviernet.com zpdee.net`,
};
