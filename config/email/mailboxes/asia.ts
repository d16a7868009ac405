/** Mailboxes of Asia: by mail providers, and by telephone and cable companies for their customers. */
export const asia: Readonly<Record<string, string>> = {
    China: `
        126.com 139.com 163.com 163.net 188.cn 188.com 189.cn 21cn.com 21cn.net 263.com 263.net 263.net.cn 2980.com 371.net
        aliyun.com china.com chinaren.com citiz.net cmail.cn cn99.com etang.com eyou.com foxmail.com m165.com mailcn.com
        online.sh.cn online.tj.cn public.bta.net.cn public.guangzhou.gd.cn public.sta.net.cn public.szptt.net.cn
        public3.bta.net.cn qq.com sh163.net sina.com sina.com.cn sinaman.com sogou.com sohu.com soim.com tom.com wo.cn
        x263.net yeah.net`,
    "Hong Kong and Macao": `
        asiaonline.net ctimail.com ctimail3.com ctm.net.mo glink.net.hk hkabc.net hkbn.net hkbnes.net hkicable.com hknet.com
        hknet.net hkstar.com hongkong.com hutchcity.com i-cable.com i-cablemail.com macau.ctm.net mail.ctm.net netfront.net
        netvigator.com on-nets.com pacific.net.hk sinaman.com.hk`,
    Taiwan: `
        anet.net.tw apol.com.tw aptg.net ebtnet.net emome.net ethome.net.tw gcn.net.tw giga.com.tw giga.net.tw hinet.net
        kbronet.com.tw kbtelecom.net.tw kimo.com.tw livemail.tw mail2000.com.tw ms2.url.com.tw pchome.com.tw seed.net.tw
        sinamail.com so-net.net.tw sparqnet.net tbcnet.net.tw tfn.net.tw tinp.net.tw twmail.net xuite.com.tw xuite.net yam.com`,
    Japan: `
        0038.net 3web.ne.jp aitai.ne.jp alpha-net.ne.jp angel.ne.jp asahi-net.or.jp at-m.or.jp att.ne.jp au.com auone-net.jp
        auone.jp avis.ne.jp banban.jp bay-net.jp baynet.jp bbiq.jp bbtec.net bekkoame.ne.jp bekkoame.or.jp biglobe.ne.jp
        btvm.ne.jp bunbun.ne.jp canet.ne.jp catvnet.ne.jp cc-net.or.jp cc9.ne.jp ccnet-ai.ne.jp ccnw.ne.jp cek.ne.jp
        clovernet.ne.jp cna.ne.jp coara.or.jp commufa.jp cosmos.ne.jp csf.ne.jp ctk.ne.jp ctknet.ne.jp cty-net.ne.jp
        cyborg.ne.jp din.or.jp dion.ne.jp disney.ne.jp docomo.ne.jp dokidoki.ne.jp dream.jp dti.ne.jp e-catv.ne.jp emnet.ne.jp
        emobile-s.ne.jp emobile.ne.jp enjoy.ne.jp eonet.ne.jp ezweb.ne.jp fch.ne.jp fctv.ne.jp fitweb.or.jp fullmail.jp
        gol.com goo.jp goo.ne.jp gunmanet.ne.jp hi-ho.ne.jp highway.ne.jp hokkai.net hokkai.or.jp hotcn.ne.jp hyper-net.or.jp
        i.softbank.jp icnet.ne.jp icntv.ne.jp ii-okinawa.ne.jp iij4u.or.jp iijmio.jp iiyama-catv.ne.jp infoseek.jp
        infosnow.ne.jp infoweb.ne.jp inter7.jp interlink.or.jp interq.or.jp itscom.net janis.or.jp jcom.home.ne.jp jcom.ne.jp
        jet.ne.jp jomon.ne.jp jp-t.ne.jp justnet.ne.jp katch.ne.jp kcn.jp kcn.ne.jp kumagaya.or.jp kyoto-inet.or.jp lcv.ne.jp
        linkclub.or.jp livedoor.com mail.com.jp mbn.or.jp mco.ne.jp megaegg.ne.jp memenet.or.jp meon.ne.jp mh.alles.or.jp
        mineo.jp mitene.or.jp miyazaki-catv.ne.jp mnet.ne.jp mopera.ne.jp mopera.net msn.co.jp mwc.or.jp nava21.ne.jp ncv.jp
        netlaputa.ne.jp netwave.or.jp netyou.jp nifty.com nifty.ne.jp niftymail.com nirai.ne.jp nsk.ne.jp ocn.ne.jp
        oct-net.ne.jp octv.ne.jp odn.ad.jp odn.ne.jp pdx.ne.jp people.or.jp pep.ne.jp pikara.ne.jp plala.or.jp po.dcn.ne.jp
        potato.ne.jp quolia.ne.jp rakumail.jp rakuten.jp rim.or.jp rnac.ne.jp ruru.be ryucom.ne.jp sakunet.ne.jp sannet.ne.jp
        scn-net.ne.jp shikoku.ne.jp sky.tu-ka.ne.jp so-net.ne.jp softbank.ne.jp spacelan.ne.jp starcat.ne.jp stnet.ne.jp
        sunfield.ne.jp synapse.ne.jp t-net.ne.jp tcp-ip.or.jp tees.ne.jp thn.ne.jp tiki.ne.jp tnc.ne.jp tokai.or.jp tp1.jp
        tst.ne.jp ttn.ne.jp ttv.ne.jp tvk.ne.jp twics.com ucatv.ne.jp ueda.ne.jp ultrapop.jp uqc.jp uqmobile.jp urban.ne.jp
        valley.ne.jp vodafone.ne.jp wainet.ne.jp wakwak.com wbs.ne.jp wcm.ne.jp willcom.com wind.jp wind.ne.jp y-mobile.ne.jp
        yahoo.ne.jp yb.ne.jp ybb.ne.jp ymobile.ne.jp ymobile1.ne.jp zaq.jp zaq.ne.jp`,
    "South Korea": `
        bcline.com channeli.net chol.com chollian.net cyworld.com daum.net dreamwiz.com elim.net empal.com empas.com
        freechal.com hanafos.com hananet.net hanmail.net hanmir.com hihome.com hitel.net intizen.com iwelcome.net kakao.com
        kebi.com korea.com kornet.net kornet21.net ktmail.com lettee.com lycos.co.kr msn.co.kr nate.com naver.com netian.com
        netsgo.com nownuri.net orgio.net paran.com sayclub.com shinbiro.com simmani.com thrunet.com unitel.co.kr uriel.net
        weppy.com`,
    "North Korea, Mongolia": `
        bodicom.mn citinet.mn magicnet.mn mail.mn micom.mng.net mobinet.mn mol.mn mongol.net railcom.mn silibank.net.kp
        star-co.net.kp ulusnet.mn`,
    India: `
        123india.com airtelbroadband.in airtelmail.com airtelmail.in asianetindia.com asianetindia.net asianetonline.in
        asianetonline.net beamtele.com bharatmail.com bsnl.in caltiger.com datamail.in dataone.in dishnetdsl.net epatra.com
        eth.net exatt.net excellmedia.net hathway.net icenet.net in2cable.com indiainfo.com indiamail.com indiatimes.com
        iqara.net keralamail.com lycos.in mantraonline.com mtnl.net.in net4india.net now-india.net.in pacenet-india.com
        powersurfer.net rediff.com rediffmail.com reliancemail.net ricmail.com sancharnet.com sancharnet.in satyam.net.in
        sify.com sifymail.com spectranet.com tamilmail.com tatanova.com tatanova.net touchtelindia.net vsnl.com vsnl.net
        vsnl.net.in wilnetonline.net xgen.in youbroadband.in youtele.com`,
    Pakistan: `
        apollo.net.pk brain.net.pk breeze.net.pk comsats.net.pk cubexs.net.pk cyber.net.pk dsl.net.pk fascom.com gem.net.pk
        gerrys.net link.net.pk magic.net.pk multi.net.pk nayatel.com nexlinx.net.pk one.net.pk paknet.com.pk paknet4.ptc.pk
        ptcl.net.pk sat.net.pk space.net.pk super.net.pk wateen.net wi-tribe.net.pk wol.net.pk worldcall.net.pk`,
    Bangladesh: `
        abnetbd.com accesstel.net agni.com aitlbd.net aknetbd.com bangla.com bangla.net bdlink.com bdmail.net bdonline.com
        bijoy.net bol-online.com bracnet.net btcl.net.bd bttb.net.bd citech.net citechco.net dekko.net.bd dhaka.net
        global-bd.net gononet.com kaifnet.com link3.net proshikanet.com ranksitt.net spctnet.com spnetctg.com techno-bd.net`,
    "Sri Lanka, Maldives": `
        dhiraagu.net.mv dhivehinet.net.mv dialogsl.net eureka.lk ispkandyan.lk isplanka.com isplanka.lk itmin.com lanka.net
        lankabell.net lankacom.net lankanet.lk pan.lk raajjeonline.mv sltnet.lk suntelmail.lk visualnet.lk zeynet.com`,
    "Nepal, Bhutan, Afghanistan": `
        afghanmail.com ccsl.com.np ceretechs.com druknet.bt ecomail.com.np enet.com.np himalmail.com htp.com.np info.com.np
        infoclub.com.np mos.com.np mos.net.np neda.af nepalmail.com ntc.net.np samdenla.bt subisu.net.np vianet.com.np
        websurfer.com.np wlink.com.np`,
    Iran: `
        20mail.ir chmail.ir dci.co.ir dpimail.net emailfa.ir iranmail.com irmail.ir mail.ir mailfa.ir mailiran.com
        mihanmail.ir neda.net noavar.com parsimail.com parsmail.com parsonline.com post.ir rayana.ir safineh.net sepanta.net
        takta.net tavana.net vatanmail.ir ymail.ir`,
    Israel: `
        012.net.il 013.net 013.net.il 013net.net 017.net.il 018.net.il actcom.co.il actcom.net.il barak-online.net
        barak.net.il bezeq.net.il bezeqint.net ccc.net.il hot.net.il hotnet.net.il inter.net.il internet-zahav.net
        internet-zahav.net.il isdn.net.il kinneret.co.il matav.net.il nana.co.il nana10.co.il netvision.net.il partner.net.il
        shani.net smile.net.il smile012.co.il surfree.net.il triple-c.com walla.co.il xfone.net.il yifan.net zahav.net.il`,
    "Palestine, Jordan, Lebanon, Syria, Iraq": `
        access2arabia.com aloola.sy alqudsnet.com batelco.com.jo batelco.jo cyberia.net.lb data.net.lb dm.net.lb earthlink.iq
        firstnet.com.jo go.com.jo go.net.jo hadara.ps hally.net idm.net.lb inco.com.lb index.com.jo intracom.net.lb
        joinnet.com.jo kurdmail.com lynx.net.lb mail.sy mail2sy.com maktoob.com nets.com.jo newroznet.com onlinelebanon.com
        orange.jo p-ol.com palnet.com palnet.ps postinet.com scs-net.org sodetel.net.lb ste-net.sy tarassul.sy terra.net.lb
        terra.net.sy uruklink.net wanadoo.jo warkaa.net zaytona.com zidal.sy`,
    "Saudi Arabia and Gulf": `
        ajeeb.com arab.net.sa arabmail.com awalnet.net.sa ayna.com bahrainmail.com batelco.com.bh cyberia.net.sa dmp.net.sa
        eim.ae emirates.net.ae fasttelco.com gulfnet.com.kw inet.com.bh kadesh.net.sa kems.net kuwait.net mail.net.sa
        naseej.com.sa nesma.net.sa nozha.net.sa omantel.net.om prime.net.sa qatar.net.qa qtel.net.qa qualitynet.net
        saudi.net.sa saudionline.com.sa shabakah.net.sa shaheer.net.sa sol.net.sa sps.net.sa swiftmail.com.sa uaemail.ae
        y.net.ye yemen.net.ye zajil.net zajil.net.kw`,
    "Central Asia": `
        arna.kz ars-inform.uz asdc.kz bk.kz dostlink.net eastera.net elcat.kg inbox.uz infotel.kg itte.kz kaznet.kz ktnet.kg
        mail.kg mail.kz mail.tj mail.uz megaline.kz nur.kz nursat.kz online.kz online.tm online.uz rol.uz tajik.net
        tjinter.com tojikiston.com umail.uz uznet.net`,
    Thailand: `
        a-net.net.th asianet.co.th chaiyo.com chaiyomail.com cmnet.co.th cscoms.com csloxinfo.com csloxinfo.net
        internetksc.th.com ji-net.com ksc.net.th ksc.th.com ksc11.th.com ksc15.th.com ksc9.th.com loxinfo.co.th pacific.net.th
        sanook.com siamail.com thaiemail.com thaimail.com totisp.net totonline.net true-mail.com truemail.co.th`,
    Vietnam: `
        fpt.vn netnam.vn saigonnet.vn vnmail.com vnn.vn vnptmail.vn vol.vn`,
    "Cambodia, Laos, Myanmar": `
        angkornet.com.kh bagan.net.mm baganmail.net.mm bigpond.com.kh camintel.com camnet.com.kh camshin.com.kh
        citylink.com.kh etllao.com forum.org.kh laonet.net laotel.com mail4u.com.mm mpt.net.mm mpt4u.com.mm mptmail.com
        mptmail.net.mm myanmar.com.mm online.com.kh redlink.net.mm wicam.com.kh wimaxmail.net.mm yangon.net.mm
        yatanarpon.net.mm`,
    "Malaysia and Brunei": `
        brunet.bn celcom.net.my espeed.com.bn jaring.my maxis.net.my myjaring.net myroyal.my simpur.net.bn streamyx.com
        time.net.my tm.net.my unifi.my`,
    Singapore: `
        cyberway.com.sg magix.com.sg pacific.net.sg scv.com.sg singnet.com.sg starhub.net.sg starhubmail.com time.net.sg`,
    Indonesia: `
        bali.net bit.net.id boleh.com cbn.net.id centrin.net.id dnet.net.id elga.net.id hawk.net.id idola.net.id
        indihome.net.id indo.net.id indonet.net.id indosat.net.id iptek.net.id link.net.id mega.net.id meganet.net.id
        melsa.net.id pacific.net.id plasa.com quasar.net.id rad.net.id sat.net.id speedy.net.id speedy.telkom.net.id
        telkom.net telkomspeedy.com ub.net.id uninet.net.id vision.net.id wasantara.net.id`,
    "Philippines and Timor": `
        bayandsl.com bayandsl.net cnl.net csi.com.ph digitelone.com edsamail.com edsamail.com.ph epic.net.ph evoserve.com
        globelines.com.ph i-manila.com.ph iconn.com.ph impactnet.com info.com.ph infocom.ph laguna.net mailcity.ph mozcom.com
        mozcom.ph mydestiny.net netasia.net pacific.net.ph philonline.com philonline.com.ph pldtdsl.net pldtmydsl.com
        skyinet.net skyusa.net smartbro.net sun.net.ph surfshop.net.ph tri-isys.com vasia.com weblinq.com xaviernet.com
        zpdee.net`,
};
