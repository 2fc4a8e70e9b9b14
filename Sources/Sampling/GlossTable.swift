/// The Traditional form and the pinyin of the characters that the mirrored texts have, as `简簡jiǎn`.
///
/// Every Traditional form here folds back to its Simplified one.
let glossEntries = """
    万萬wàn 与與yǔ 专專zhuān 业業yè 两兩liǎng 严嚴yán 个個gè 临臨lín 为為wèi 举舉jǔ 么麼me 乐樂lè 乡鄉xiāng 书書shū 买買mǎi 于於yú 云雲yún 产產chǎn
    亩畝mǔ 亲親qīn 亿億yì 从從cóng 仓倉cāng 们們men 价價jià 众眾zhòng 优優yōu 会會huì 伤傷shāng 体體tǐ 余餘yú 偿償cháng 储儲chǔ 儿兒ér 兰蘭lán 关關guān
    养養yǎng 内內nèi 写寫xiě 军軍jūn 农農nóng 决決jué 况況kuàng 净淨jìng 准準zhǔn 凉涼liáng 减減jiǎn 凭憑píng 划劃huà 别別bié 办辦bàn 务務wù 动動dòng
    励勵lì 劳勞láo 势勢shì 区區qū 医醫yī 协協xié 单單dān 卖賣mài 占佔zhàn 卫衛wèi 厂廠chǎng 厅廳tīng 历歷lì 压壓yā 厨廚chú 县縣xiàn 参參cān 双雙shuāng
    发發fā 变變biàn 台臺tái 叶葉yè 号號hào 吃喫chī 后後hòu 吨噸dūn 听聽tīng 启啓qǐ 员員yuán 咸鹹xián 响響xiǎng 园園yuán 囱囪cōng 围圍wéi 国國guó 图圖tú
    场場chǎng 坞塢wù 坟墳fén 墙牆qiáng 声聲shēng 处處chù 备備bèi 复復fù 头頭tóu 夺奪duó 奖獎jiǎng 学學xué 实實shí 审審shěn 宫宮gōng 对對duì 导導dǎo
    将將jiāng 尘塵chén 层層céng 届屆jiè 岁歲suì 峰峯fēng 师師shī 带帶dài 帮幫bāng 干幹gàn 并並bìng 广廣guǎng 库庫kù 应應yīng 开開kāi 张張zhāng
    强強qiáng 当當dāng 径徑jìng 态態tài 总總zǒng 愿願yuàn 户戶hù 扑撲pū 执執zhí 扩擴kuò 扫掃sǎo 扬揚yáng 抢搶qiǎng 护護hù 报報bào 担擔dān 拨撥bō
    挂掛guà 损損sǔn 换換huàn 据據jù 摄攝shè 撑撐chēng 数數shù 无無wú 旧舊jiù 时時shí 显顯xiǎn 晒曬shài 术術shù 机機jī 权權quán 条條tiáo 来來lái 构構gòu
    标標biāo 栋棟dòng 栏欄lán 树樹shù 样樣yàng 档檔dàng 桥橋qiáo 桨槳jiǎng 检檢jiǎn 楼樓lóu 欢歡huān 气氣qì 沟溝gōu 没沒méi 洁潔jié 浆漿jiāng
    浇澆jiāo 测測cè 济濟jì 浏瀏liú 浑渾hún 涂塗tú 渗滲shèn 温溫wēn 游遊yóu 满滿mǎn 滤濾lǜ 滨濱bīn 滩灘tān 灭滅miè 灯燈dēng 点點diǎn 烟煙yān 热熱rè
    牵牽qiān 环環huán 现現xiàn 电電diàn 畅暢chàng 疗療liáo 盏盞zhǎn 监監jiān 盖蓋gài 盘盤pán 码碼mǎ 砚硯yàn 确確què 离離lí 种種zhǒng 积積jī 税稅shuì
    稳穩wěn 筑築zhù 签籤qiān 篮籃lán 类類lèi 粮糧liáng 粽糉zòng 紧緊jǐn 约約yuē 级級jí 纯純chún 纳納nà 纸紙zhǐ 线線xiàn 组組zǔ 细細xì 织織zhī 绍紹shào
    经經jīng 结結jié 绘繪huì 给給gěi 统統tǒng 续續xù 维維wéi 综綜zōng 绿綠lǜ 缩縮suō 网網wǎng 群羣qún 联聯lián 肃肅sù 胀脹zhàng 胶膠jiāo 脑腦nǎo 艺藝yì
    节節jié 苏蘇sū 范範fàn 荐薦jiàn 药藥yào 获獲huò 虚虛xū 虫蟲chóng 衔銜xián 补補bǔ 装裝zhuāng 见見jiàn 观觀guān 规規guī 视視shì 览覽lǎn 计計jì
    订訂dìng 认認rèn 让讓ràng 议議yì 讯訊xùn 记記jì 许許xǔ 设設shè 访訪fǎng 证證zhèng 识識shí 诉訴sù 诊診zhěn 试試shì 话話huà 该該gāi 说說shuō 请請qǐng
    读讀dú 课課kè 谁誰shuí 调調diào 谈談tán 负負fù 财財cái 责責zé 败敗bài 账賬zhàng 质質zhì 购購gòu 贮貯zhù 贴貼tiē 贸貿mào 费費fèi 资資zī 赛賽sài
    车車chē 轨軌guǐ 转轉zhuǎn 轮輪lún 轻輕qīng 载載zài 较較jiào 辆輛liàng 输輸shū 边邊biān 达達dá 过過guò 运運yùn 还還hái 这這zhè 进進jìn 远遠yuǎn
    连連lián 迟遲chí 选選xuǎn 递遞dì 遗遺yí 邮郵yóu 采採cǎi 里裏lǐ 钟鍾zhōng 钱錢qián 铁鐵tiě 铺鋪pù 链鏈liàn 销銷xiāo 错錯cuò 镇鎮zhèn 镜鏡jìng
    长長zhǎng 门門mén 闭閉bì 问問wèn 间間jiān 闻聞wén 阅閱yuè 队隊duì 阶階jiē 际際jì 险險xiǎn 随隨suí 难難nán 雾霧wù 页頁yè 顶頂dǐng 项項xiàng 预預yù
    领領lǐng 频頻pín 题題tí 颜顏yán 额額é 风風fēng 饮飲yǐn 馆館guǎn 馈饋kuì 驶駛shǐ 验驗yàn 鱼魚yú 鲜鮮xiān 黄黃huáng 龄齡líng 龙龍lóng
    """
