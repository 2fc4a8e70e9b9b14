/// What walls are known by: data, read by `WallRule`.
///
/// `kind | statuses, or * | characters to read at most | marks, all of them`; the first rule that holds decides.
///
/// | mark | is looked for |
/// |---|---|
/// | `body X` | in the source, ASCII, in any case |
/// | `text X` | in what is shown, letters and digits only |
/// | `title X` | in the title, likewise |
/// | `cookie X` | in a `Set-Cookie` field |
/// | `-` | nowhere: the status is enough |
enum WallMarks {
    static let list = #"""
        # 加速乐: a script that sets __jsl_clearance and loads the page again.
        jiasule | 521 512 | 300 | body document.cookie & body location
        jiasule | 521 512 | 300 | cookie __jsluid
        jiasule | * | 120 | body __jsl_clearance
        jiasule | * | 120 | cookie __jsluid & body document.cookie & body location.href

        # 瑞数: $_ts and script tags with r='m'. Real pages behind it carry the marks, too.
        ruishu | * | 120 | body $_ts & body r='m'
        ruishu | * | 120 | body $_ts & body r="m"
        ruishu | 412 202 400 | 120 | body $_ts
        ruishu | 412 202 400 | 120 | body r='m'
        ruishu | 412 202 400 | 120 | body r="m"

        # WZWS
        wzws | * | 200 | text 请开启JavaScript并刷新该页
        wzws | * | 200 | cookie wzws_cid
        wzws | * | 120 | body wzwschallenge
        wzws | * | 120 | body wzwsconfirm

        # 云锁
        yunsuo | * | 200 | body security_session_verify
        yunsuo | * | 200 | body security_session_mid_verify
        yunsuo | * | 200 | body yunsuo
        yunsuo | * | 200 | title 网站防火墙

        # Alibaba
        acw | * | 120 | body acw_sc__v2
        acw | * | 120 | body var arg1=
        acw | * | 120 | body aliyun_waf_aa
        acw | 405 | 600 | body errors.aliyun.com

        # Tasks for people.
        challenge | * | 400 | title just a moment
        challenge | * | 400 | body /cdn-cgi/challenge-platform/
        challenge | * | 400 | body cf-chl-
        challenge | * | 400 | text 请完成安全验证
        challenge | * | 400 | text 完成以下验证
        challenge | * | 400 | text 拖动滑块
        challenge | * | 400 | text 滑动验证
        challenge | * | 400 | text 人机验证
        challenge | * | 400 | text 您的访问过于频繁
        challenge | * | 400 | text 访问过于频繁
        challenge | * | 400 | text 访问频率过高
        challenge | * | 400 | text 请输入验证码继续访问
        challenge | * | 400 | text checking your browser
        challenge | * | 400 | text verify you are human

        # Open to one region only; before the firewalls, which say so, too.
        regional | * | 600 | text 仅限中国大陆
        regional | * | 600 | text 仅限大陆地区访问
        regional | * | 600 | text 仅限境内访问
        regional | * | 600 | text 境外ip
        regional | * | 600 | text 境外访问
        regional | * | 600 | text 您所在的地区
        regional | * | 600 | text 您所在地区
        regional | * | 600 | text 海外地区无法访问
        regional | * | 600 | text not available in your country
        regional | * | 600 | text not available in your region
        regional | * | 600 | text banned the country or region your ip

        # Firewalls.
        blocked | * | 600 | text 您的请求可能存在威胁
        blocked | * | 600 | text 您的请求可能存在攻击
        blocked | * | 600 | text 您的请求存在安全威胁
        blocked | * | 600 | text 您的请求带有不合法参数
        blocked | * | 600 | text 您提交的请求含有不合法
        blocked | * | 600 | text 您所提交的请求含有不合法
        blocked | * | 600 | text 由于您访问的url有可能对网站造成安全威胁
        blocked | * | 600 | text 当前访问疑似黑客攻击
        blocked | * | 600 | text 疑似攻击
        blocked | * | 600 | text 请求已被阻断
        blocked | * | 600 | text 请求已被拦截
        blocked | * | 600 | text 请求被拦截
        blocked | * | 600 | text 访问已被拦截
        blocked | * | 600 | text 访问被拦截
        blocked | * | 600 | text 访问被阻断
        blocked | * | 600 | text 访问被拒绝
        blocked | * | 600 | text 拒绝访问
        blocked | * | 600 | text 您的ip已被
        blocked | * | 600 | text 您的访问被限制
        blocked | * | 600 | text 网站管理员设置拦截
        blocked | * | 600 | text 创宇盾
        blocked | * | 600 | text 网站安全狗
        blocked | * | 600 | text web应用防火墙
        blocked | * | 600 | text block event id
        blocked | * | 600 | text the requested url was rejected
        blocked | * | 600 | text request blocked
        blocked | * | 600 | text your request has been blocked
        blocked | * | 600 | text you have been blocked
        blocked | 403 405 406 418 493 | 600 | body event_id
        blocked | 403 405 406 418 493 | 600 | text event id
        blocked | 403 405 406 418 493 | 600 | text access denied
        blocked | 403 405 406 418 493 | 600 | text 防火墙
        blocked | 403 405 406 418 493 | 600 | text 拦截
        blocked | 403 405 406 418 493 | 600 | body waf

        # Closed for now.
        maintenance | * | 300 | text 系统维护中
        maintenance | * | 300 | text 网站维护中
        maintenance | * | 300 | text 正在维护
        maintenance | * | 300 | text 升级维护
        maintenance | * | 300 | text 维护升级
        maintenance | * | 300 | text 网站正在升级
        maintenance | * | 300 | text 系统正在升级
        maintenance | * | 300 | text 网站升级中
        maintenance | * | 300 | text 系统升级中
        maintenance | * | 300 | text 网站暂停服务
        maintenance | * | 300 | text 网站开放时间
        maintenance | * | 300 | text 系统繁忙
        maintenance | * | 300 | text 服务器繁忙
        maintenance | * | 300 | text under maintenance

        # Statuses that no page of a site has: whole cities answer so to whom they do not let in.
        ruishu | 412 | 600 | -
        jiasule | 521 | 600 | -
        blocked | 468 493 | 600 | -
        """#
}
