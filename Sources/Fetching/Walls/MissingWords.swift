/// Words of the sentences by which sites say that there is no such page: data, read by `MissingWording`.
///
/// `+X` is a decisive word: a sentence needs one. `^X` begins an excuse: what follows may be other words, too.
enum MissingWords {
    static let list = """
        +不存在
        +未找到
        +没有找到
        +没找到
        +找不到
        +无法找到
        +未能找到
        +已删除
        +已被删除
        +被删除
        +已经删除
        +已经被删除
        +已移除
        +已被移除
        +已经被移除
        +已失效
        +已经失效
        +已下线
        +已下架
        +已撤销
        +已被撤下
        +已被撤销
        +已被屏蔽
        +走丢了
        +丢失了
        +404
        +not found
        +notfound
        +does not exist
        +doesn't exist
        +could not be found
        +can't be found
        +cannot be found
        +has been removed
        +has been deleted
        +頁面不存在
        +已刪除
        +已被刪除
        +找不到頁面
        ^抱歉
        ^很抱歉
        ^非常抱歉
        ^十分抱歉
        ^对不起
        ^对不住
        ^您访问的
        ^您所访问的
        ^您要访问的
        ^您想访问的
        ^您请求的
        ^您要查看的
        ^您查看的
        ^您浏览的
        ^您要浏览的
        ^您查找的
        ^您要找的
        ^您找的
        ^你访问的
        ^你所访问的
        ^你要访问的
        ^你请求的
        ^你要查看的
        ^你要找的
        ^请求的页面
        ^请求的资源
        ^访问的页面
        ^访问的资源
        ^sorry
        ^the page you
        ^the requested
        ^the resource you
        ^page not found
        ^您訪問的
        ^對不起
        抱歉
        很抱歉
        非常抱歉
        对不起
        温馨提示
        提示信息
        系统提示
        提示
        错误提示
        错误页面
        错误页
        错误代码
        错误信息
        错误
        出错了
        出错啦
        出错
        哎呀
        您
        你
        要
        所
        想
        请求
        访问
        查看
        浏览
        查找
        寻找
        的
        该
        此
        本
        这个
        这篇
        当前
        页面
        网页
        页
        文章
        信息
        内容
        文件
        文档
        链接
        网址
        地址
        资源
        栏目
        目录
        新闻
        稿件
        数据
        记录
        或
        或者
        或已
        已
        已经
        被
        可能
        也许
        是
        了
        啦
        啊
        呢
        请
        返回
        首页
        返回首页
        返回上一页
        上一页
        点击
        http
        error
        page
        file
        or directory
        oops
        sorry
        the
        requested
        url
        you
        are
        looking
        for
        this
        404错误
        404页面
        頁面
        網頁
        """
}
