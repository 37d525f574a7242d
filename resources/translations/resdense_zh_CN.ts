<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>捷径连接</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读入</translation>
    </message>
    <message>
        <source>all {} channels so far</source>
        <translation>此前全部 {} 个通道</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>{} channels</source>
        <translation>{} 个通道</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Kept for backward</source>
        <translation>反向传播保留</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>entry convolution</source>
        <translation>入口卷积</translation>
    </message>
    <message>
        <source>basic block</source>
        <translation>基本块</translation>
    </message>
    <message>
        <source>bottleneck block</source>
        <translation>瓶颈块</translation>
    </message>
    <message>
        <source>dense layer</source>
        <translation>稠密层</translation>
    </message>
    <message>
        <source>transition</source>
        <translation>过渡层</translation>
    </message>
    <message>
        <source>activation owed by the stage</source>
        <translation>该阶段欠下的激活</translation>
    </message>
    <message>
        <source>head</source>
        <translation>分类头</translation>
    </message>
    <message>
        <source>{} × {}, all alike</source>
        <translation>{} × {}，全部相同</translation>
    </message>
    <message>
        <source>, {} groups</source>
        <translation>，{} 组</translation>
    </message>
    <message>
        <source>{} ({} bytes)</source>
        <translation>{}（{} 字节）</translation>
    </message>
    <message>
        <source>{} px</source>
        <translation>{} 像素</translation>
    </message>
    <message>
        <source>{} … {} px</source>
        <translation>{} … {} 像素</translation>
    </message>
    <message>
        <source>identity: the input is added as it is</source>
        <translation>恒等：输入原样相加</translation>
    </message>
    <message>
        <source>Input figure</source>
        <translation>输入图像</translation>
    </message>
    <message>
        <source>zero-padded: subsampled, the missing channels are zeros</source>
        <translation>补零：下采样，缺少的通道补零</translation>
    </message>
    <message>
        <source>projection: a 1×1 convolution, normalised</source>
        <translation>投影：带归一化的 1×1 卷积</translation>
    </message>
    <message>
        <source>one bare 1×1 convolution, not normalised</source>
        <translation>一个不带归一化的 1×1 卷积</translation>
    </message>
    <message>
        <source>none: a plain chain</source>
        <translation>无：普通的串联</translation>
    </message>
</context>
<context>
    <name>AxisEditor</name>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>No second field</source>
        <translation>不用第二个字段</translation>
    </message>
    <message>
        <source>first value</source>
        <translation>起始值</translation>
    </message>
    <message>
        <source>last value</source>
        <translation>终止值</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>BaselineButton</name>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>vs {}</source>
        <translation>对比 {}</translation>
    </message>
    <message>
        <source>Pin a network: every number then shows its difference from it</source>
        <translation>固定一个网络：此后每个数字都显示与它的差</translation>
    </message>
    <message>
        <source>Every number shows its difference from {}</source>
        <translation>每个数字都显示与 {} 的差</translation>
    </message>
    <message>
        <source>Baseline: {}</source>
        <translation>基线：{}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>BaselineMenu</name>
    <message>
        <source>Compare with a preset</source>
        <translation>与预设比较</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>与文件比较…</translation>
    </message>
    <message>
        <source>Compare with a file</source>
        <translation>与文件比较</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>实验 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Budget</name>
    <message>
        <source>exact</source>
        <translation>恰好</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Depth as the papers count it, and the width or the growth rate</source>
        <translation>按论文口径的深度，以及宽度或增长率</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights</source>
        <translation>可训练的权重</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image</source>
        <translation>一幅图像的乘加次数</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>To the budget</source>
        <translation>与预算的差</translation>
    </message>
</context>
<context>
    <name>BuildController</name>
    <message>
        <source>choose {}</source>
        <translation>选择 {}</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>duplicate {}</source>
        <translation>复制 {}</translation>
    </message>
    <message>
        <source>add dense stage</source>
        <translation>添加稠密阶段</translation>
    </message>
    <message>
        <source>Select a stage first</source>
        <translation>请先选择一个阶段</translation>
    </message>
    <message>
        <source>Select a stage with one before it</source>
        <translation>请选择前面还有阶段的阶段</translation>
    </message>
    <message>
        <source>Select a stage with one after it</source>
        <translation>请选择后面还有阶段的阶段</translation>
    </message>
    <message>
        <source>Add residual stage</source>
        <translation>添加残差阶段</translation>
    </message>
    <message>
        <source>Add dense stage</source>
        <translation>添加稠密阶段</translation>
    </message>
    <message>
        <source>Duplicate stage</source>
        <translation>复制阶段</translation>
    </message>
    <message>
        <source>Remove stage</source>
        <translation>删除阶段</translation>
    </message>
    <message>
        <source>Move stage up</source>
        <translation>上移阶段</translation>
    </message>
    <message>
        <source>Move stage down</source>
        <translation>下移阶段</translation>
    </message>
    <message>
        <source>add residual stage</source>
        <translation>添加残差阶段</translation>
    </message>
    <message>
        <source>move {}</source>
        <translation>移动 {}</translation>
    </message>
    <message>
        <source>remove {}</source>
        <translation>删除 {}</translation>
    </message>
</context>
<context>
    <name>BuildPage</name>
    <message>
        <source>Parts</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>开销</translation>
    </message>
</context>
<context>
    <name>CanvasActions</name>
    <message>
        <source>Choose the part before</source>
        <translation>选择前一个部件</translation>
    </message>
    <message>
        <source>Choose the part after</source>
        <translation>选择后一个部件</translation>
    </message>
    <message>
        <source>Choose the first part</source>
        <translation>选择第一个部件</translation>
    </message>
    <message>
        <source>Choose the last part</source>
        <translation>选择最后一个部件</translation>
    </message>
    <message>
        <source>Choose the block before</source>
        <translation>选择前一个块</translation>
    </message>
    <message>
        <source>Choose the block after</source>
        <translation>选择后一个块</translation>
    </message>
    <message>
        <source>One block or layer more</source>
        <translation>增加一个块或层</translation>
    </message>
    <message>
        <source>One block or layer fewer</source>
        <translation>减少一个块或层</translation>
    </message>
    <message>
        <source>Wider, or a larger growth rate</source>
        <translation>变宽，或增大增长率</translation>
    </message>
    <message>
        <source>Narrower, or a smaller growth rate</source>
        <translation>变窄，或减小增长率</translation>
    </message>
    <message>
        <source>Type the number of blocks or layers</source>
        <translation>输入块数或层数</translation>
    </message>
    <message>
        <source>Type the width or growth rate</source>
        <translation>输入宽度或增长率</translation>
    </message>
    <message>
        <source>Move the stage to the left</source>
        <translation>将阶段左移</translation>
    </message>
    <message>
        <source>Move the stage to the right</source>
        <translation>将阶段右移</translation>
    </message>
    <message>
        <source>Fold or unfold the repeats of the stage</source>
        <translation>折叠或展开阶段的重复</translation>
    </message>
    <message>
        <source>Scroll to the left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>Scroll to the right</source>
        <translation>向右滚动</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>向上滚动</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>向下滚动</translation>
    </message>
    <message>
        <source>Fold all repeats</source>
        <translation>折叠所有重复</translation>
    </message>
    <message>
        <source>Unfold all repeats</source>
        <translation>展开所有重复</translation>
    </message>
    <message>
        <source>Draw equal blocks once (Shift+Space)</source>
        <translation>相同的块只画一次（Shift+空格）</translation>
    </message>
    <message>
        <source>Draw every block and every dense layer for itself (Shift+Space; Space: the selected stage)</source>
        <translation>画出每一个块和每一个稠密层（Shift+空格；空格：所选阶段）</translation>
    </message>
    <message>
        <source>Nothing repeats in this network</source>
        <translation>此网络中没有重复</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl and -)</source>
        <translation>缩小（Ctrl 加 -）</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl and +, or Ctrl and the wheel)</source>
        <translation>放大（Ctrl 加 +，或 Ctrl 加滚轮）</translation>
    </message>
    <message>
        <source>Show the whole network (0, or double-click beside it)</source>
        <translation>显示整个网络（0，或在网络旁双击）</translation>
    </message>
    <message>
        <source>Save the whole network as a PNG or SVG figure</source>
        <translation>将整个网络存为 PNG 或 SVG 图片</translation>
    </message>
    <message>
        <source>Save figure...</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation>显示整个网络</translation>
    </message>
</context>
<context>
    <name>CanvasBar</name>
    <message>
        <source>The last legal network; what is wrong now is said beside the fields.</source>
        <translation>这是最近一个合法的网络；现在的问题写在字段旁边。</translation>
    </message>
    <message>
        <source>There is no stage left: click one of these, or drag it into the figure.</source>
        <translation>已没有阶段：点击这里的一种，或把它拖入图中。</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Images of each class, for training and for testing</source>
        <translation>每个类别的图像数，训练与测试</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images of this class</source>
        <translation>该类别的图像数</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>识别率</translation>
    </message>
    <message>
        <source>Recall: the share of this class&apos;s images that is recognised</source>
        <translation>召回率：该类别的图像中被识别的比例</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Mostly mistaken for</source>
        <translation>最常误认为</translation>
    </message>
    <message>
        <source>The class that its images are taken for most often</source>
        <translation>其图像最常被误认成的类别</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>The share of what is taken for this class that is of it</source>
        <translation>被认作该类别的图像中确实属于它的比例</translation>
    </message>
    <message>
        <source>How often that is</source>
        <translation>发生的次数</translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
</context>
<context>
    <name>CommandSearch</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Go to field</source>
        <translation>转到字段</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>On the figure of the network</source>
        <translation>在网络图上</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Recent file</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>The file is not there any more</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>Type what you want: a command, a field, a preset, a file</source>
        <translation>输入想做的事：命令、字段、预设或文件</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Rename the experiment</source>
        <translation>重命名实验</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Baseline {}, now {}: {}</source>
        <translation>基线 {}，现在 {}：{}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>other shapes or costs</source>
        <translation>形状或开销不同</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image, the difference</source>
        <translation>乘加次数之差</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>基线中没有</translation>
    </message>
    <message>
        <source>only in the baseline</source>
        <translation>只在基线中</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Aligned so that as few fields as possible differ: = same, ≠ changed, + came, − went</source>
        <translation>按差异字段最少的方式对齐：= 相同，≠ 已改，+ 新增，− 删除</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Fields with their values: baseline → now</source>
        <translation>字段及其值：基线 → 现在</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights, now less the baseline&apos;s</source>
        <translation>可训练的权重，现在减去基线</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Memory kept for the backward pass, the difference</source>
        <translation>为反向传播保留的内存之差</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>{} against {}</source>
        <translation>{} 对比 {}</translation>
    </message>
    <message>
        <source>The network beside the baseline</source>
        <translation>网络与基线并列</translation>
    </message>
    <message>
        <source>Nothing to compare with yet. Pin the network as it is now, or choose a preset or a file, with the pin above; then every number shows its difference.</source>
        <translation>还没有可比较的对象。用上方的图钉固定当前网络，或选择一个预设或文件；之后每个数字都会显示与它的差。</translation>
    </message>
    <message>
        <source>Copy the comparison</source>
        <translation>复制比较结果</translation>
    </message>
    <message>
        <source>Copy the comparison with exact numbers</source>
        <translation>以精确数字复制比较结果</translation>
    </message>
    <message>
        <source>Save the comparison as CSV or Markdown</source>
        <translation>将比较结果存为 CSV 或 Markdown</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>保存比较结果</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Compare runs</source>
        <translation>比较运行</translation>
    </message>
    <message>
        <source>Runs side by side</source>
        <translation>运行并列</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>存为 CSV…</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>保存比较结果</translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message>
        <source>What differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Network and recipe are the same</source>
        <translation>网络和训练方案相同</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Stage {}</source>
        <translation>阶段 {}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>{0:,} of {1:,} images of {2} are recognised ({3})</source>
        <translation>{2} 的 {1:,} 幅图像中识别出 {0:,} 幅（{3}）</translation>
    </message>
    <message>
        <source>{0:,} of {1:,} images of {2} are taken for {4} ({3})</source>
        <translation>{2} 的 {1:,} 幅图像中有 {0:,} 幅被认作 {4}（{3}）</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>被认作</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Images of the cell</source>
        <translation>该格的图像</translation>
    </message>
    <message>
        <source>Shares of each class, %</source>
        <translation>每类占比，%</translation>
    </message>
    <message>
        <source>Numbers and colours are shares of a row, so that rare classes show as well</source>
        <translation>数字和颜色是行内占比，因此少见的类别也看得清</translation>
    </message>
    <message>
        <source>A row is a true class, a column what its images are taken for.</source>
        <translation>行是真实类别，列是图像被认作的类别。</translation>
    </message>
    <message>
        <source>Choose a cell to see its images.</source>
        <translation>选择一格以查看其图像。</translation>
    </message>
</context>
<context>
    <name>CostTabs</name>
    <message>
        <source>Costs</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Every layer with its exact costs</source>
        <translation>每一层及其精确开销</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>What training takes, and whether a device has it</source>
        <translation>训练需要多少内存，设备是否够用</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Which part has the parameters, the MACs and the memory</source>
        <translation>哪个部件占有参数、MACs 和内存</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>The same network as the papers and other programs count it, and why</source>
        <translation>同一网络在论文和其他程序中的数法，以及原因</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Beside the baseline, aligned by stage and block</source>
        <translation>与基线并列，按阶段和块对齐</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Looking into the folder…</source>
        <translation>正在查看文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder that holds a folder of images for each class.</source>
        <translation>请选择一个文件夹，其中每个类别有一个图像子文件夹。</translation>
    </message>
    <message>
        <source>{:,} classes · {:,} to train on · {:,} to test on</source>
        <translation>{:,} 个类别 · {:,} 幅训练 · {:,} 幅测试</translation>
    </message>
    <message>
        <source>Downloaded once, when it is first needed: {}</source>
        <translation>首次使用时下载一次：{}</translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{}，另有 {} 条</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>Device or its memory</source>
        <translation>设备或其内存</translation>
    </message>
    <message>
        <source>Whose memory: a device of this machine, a size, or one that you type, like 11 GiB</source>
        <translation>谁的内存：本机的设备、一个容量，或自己输入，如 11 GiB</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>change {}</source>
        <translation>修改 {}</translation>
    </message>
</context>
<context>
    <name>EpochModel</name>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Train
loss</source>
        <translation>训练
损失</translation>
    </message>
    <message>
        <source>Train
acc., %</source>
        <translation>训练
准确率 %</translation>
    </message>
    <message>
        <source>Test
loss</source>
        <translation>测试
损失</translation>
    </message>
    <message>
        <source>Test
acc., %</source>
        <translation>测试
准确率 %</translation>
    </message>
    <message>
        <source>LR</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>The best epoch: its weights are kept as best.safetensors.</source>
        <translation>最佳一轮：其权重保存为 best.safetensors。</translation>
    </message>
    <message>
        <source>{:.1f} s</source>
        <translation>{:.1f} 秒</translation>
    </message>
</context>
<context>
    <name>EpochTable</name>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Each epoch of the run is listed here.</source>
        <translation>运行的每一轮列在这里。</translation>
    </message>
    <message>
        <source>Save the epochs as CSV</source>
        <translation>将各轮存为 CSV</translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Something went wrong inside the program ({}: {}); your work is kept.</source>
        <translation>程序内部出错（{}：{}）；您的工作没有丢失。</translation>
    </message>
    <message>
        <source>It could not be written to {} ({}).</source>
        <translation>无法写入 {}（{}）。</translation>
    </message>
    <message>
        <source>Logged in {}</source>
        <translation>已记录在 {}</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>{} channels at the image&apos;s own {}.</source>
        <translation>{} 个通道，保持图像本身的 {}。</translation>
    </message>
    <message>
        <source>{} + {} × {} = {} channels leave the block</source>
        <translation>{} + {} × {} = {} 个通道离开稠密块</translation>
    </message>
    <message>
        <source>; no transition follows.</source>
        <translation>；其后没有过渡层。</translation>
    </message>
    <message>
        <source>; the transition keeps {} and halves {} to {}.</source>
        <translation>；过渡层保留 {} 个，并把 {} 减半为 {}。</translation>
    </message>
    <message>
        <source>{} in and out</source>
        <translation>输入输出均为 {}</translation>
    </message>
    <message>
        <source>halves</source>
        <translation>减半：</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>变换：</translation>
    </message>
    <message>
        <source>Stride {} {} {} to {}</source>
        <translation>步幅 {} {}{} 变为 {}</translation>
    </message>
    <message>
        <source>{} to {} channels</source>
        <translation>{} 变为 {} 个通道</translation>
    </message>
    <message>
        <source>. No shortcut is added: this is a plain network.</source>
        <translation>。没有捷径连接：这是普通网络。</translation>
    </message>
    <message>
        <source>, so the shortcut is the identity.</source>
        <translation>，因此捷径是恒等映射。</translation>
    </message>
    <message>
        <source>, so the first shortcut is subsampled and padded with zeros.</source>
        <translation>，因此第一条捷径下采样并补零。</translation>
    </message>
    <message>
        <source>; every block has a projection all the same.</source>
        <translation>；尽管如此每个块都有投影。</translation>
    </message>
    <message>
        <source>, so the first block needs a projection.</source>
        <translation>，因此第一个块需要投影。</translation>
    </message>
    <message>
        <source>A bare convolution takes {} to {}; the blocks keep that shape{}</source>
        <translation>一个裸卷积把 {} 变为 {}；各块保持该形状{}</translation>
    </message>
    <message>
        <source>{} channels; {} becomes {}.</source>
        <translation>{} 个通道；{} 变为 {}。</translation>
    </message>
    <message>
        <source>{} channels, averaged over {}, times {} classes: {} parameters.</source>
        <translation>{} 个通道，在 {} 上平均，乘以 {} 个类别：{} 个参数。</translation>
    </message>
</context>
<context>
    <name>Exploration</name>
    <message>
        <source>use a network of the sweep</source>
        <translation>使用扫描中的一个网络</translation>
    </message>
    <message>
        <source>use {}</source>
        <translation>使用 {}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Stopping.</source>
        <translation>正在停止。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Part of it</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>The network takes values from 0 to 1 and normalises them itself.</source>
        <translation>网络接受 0 到 1 的值，并自行归一化。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>The network gives probabilities in place of logits.</source>
        <translation>网络给出概率而不是 logits。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The file is read back and compared with the network; experiment and receipt lie beside it.</source>
        <translation>文件会被读回并与网络比较；实验和回执放在旁边。</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>PyTorch state dict (.pt)</source>
        <translation>PyTorch 状态字典 (.pt)</translation>
    </message>
    <message>
        <source>Python file (.py and .pt)</source>
        <translation>Python 文件 (.py 和 .pt)</translation>
    </message>
    <message>
        <source>torch.export (.pt2)</source>
        <translation>torch.export (.pt2)</translation>
    </message>
    <message>
        <source>ONNX (.onnx)</source>
        <translation>ONNX (.onnx)</translation>
    </message>
    <message>
        <source>Weights with experiment, classes and normalisation; it cannot run code.</source>
        <translation>权重连同实验、类别和归一化；它不能运行代码。</translation>
    </message>
    <message>
        <source>Weights alone, under torchvision&apos;s names where it has the network.</source>
        <translation>仅权重；torchvision 有此网络时用它的名称。</translation>
    </message>
    <message>
        <source>One readable file of plain PyTorch that defines the network, and its weights.</source>
        <translation>一个可读的纯 PyTorch 文件，定义网络，连同其权重。</translation>
    </message>
    <message>
        <source>The network as a graph, for PyTorch without its code.</source>
        <translation>作为计算图的网络，供没有其代码的 PyTorch 使用。</translation>
    </message>
    <message>
        <source>The network as a graph, for ONNX Runtime and other programs.</source>
        <translation>作为计算图的网络，供 ONNX Runtime 等程序使用。</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>替换该文件吗？</translation>
    </message>
    <message>
        <source>There is already {} in {}.</source>
        <translation>{1} 中已经有 {0}。</translation>
    </message>
    <message>
        <source>What is there now is lost if it is replaced.</source>
        <translation>替换后，原有内容将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>The network is loaded.</source>
        <translation>正在加载网络。</translation>
    </message>
</context>
<context>
    <name>FileController</name>
    <message>
        <source>Undo brings them back otherwise.</source>
        <translation>不保存也可以用“撤销”找回。</translation>
    </message>
    <message>
        <source>{} is an image. Drop a folder that holds a folder of images for each class to train on them, or drop the image on the results of a trained run to have it classified.</source>
        <translation>{} 是一张图像。要用图像训练，请拖入一个按类别分子文件夹存放图像的文件夹；要对这张图像分类，请把它拖到已训练运行的结果窗口中。</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Saved as {}</source>
        <translation>已保存为 {}</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Save the changes to &quot;{}&quot;?</source>
        <translation>保存对“{}”的修改吗？</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>否则修改会丢失。</translation>
    </message>
    <message>
        <source>Opened {}</source>
        <translation>已打开 {}</translation>
    </message>
    <message>
        <source>{} (and {} more)</source>
        <translation>{}（另有 {} 条）</translation>
    </message>
    <message>
        <source>begin with {}</source>
        <translation>以 {} 开始</translation>
    </message>
    <message>
        <source>Training begins with the weights of {}</source>
        <translation>训练将以 {} 的权重开始</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} 无法读取：{}。</translation>
    </message>
    <message>
        <source>{} is neither a run nor a folder of images with one folder a class inside.</source>
        <translation>{} 既不是一次运行，也不是按类别分子文件夹的图像文件夹。</translation>
    </message>
    <message>
        <source>Training takes the images of {}</source>
        <translation>训练将使用 {} 的图像</translation>
    </message>
    <message>
        <source>train on {}</source>
        <translation>用 {} 训练</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Experiments (*{})</source>
        <translation>实验 (*{})</translation>
    </message>
    <message>
        <source>Weights ({})</source>
        <translation>权重 ({})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FineTuningSection</name>
    <message>
        <source>Stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>Freeze stage {}</source>
        <translation>冻结阶段 {}</translation>
    </message>
    <message>
        <source>Freeze the stem</source>
        <translation>冻结起始层</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Convolutions</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>捷径连接</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>过渡层</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>FormSection</name>
    <message>
        <source>{} ({} changed)</source>
        <translation>{}（改了 {} 项）</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>{}, taken for {} ({})</source>
        <translation>{}，被认作 {}（{}）</translation>
    </message>
    <message>
        <source>{}, recognised ({})</source>
        <translation>{}，识别正确（{}）</translation>
    </message>
</context>
<context>
    <name>GrowthBar</name>
    <message>
        <source>What the plot shows</source>
        <translation>图表显示的内容</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis: equal factors are equal steps, so that small blocks show too</source>
        <translation>对数坐标轴：相等的倍数对应相等的间距，小的块也看得见</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <source>Show all blocks (double-click in the plot)</source>
        <translation>显示所有块（在图中双击）</translation>
    </message>
    <message>
        <source>Show all blocks</source>
        <translation>显示所有块</translation>
    </message>
    <message>
        <source>Save the plot as PNG or SVG</source>
        <translation>将图表存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>transition</source>
        <translation>过渡层</translation>
    </message>
</context>
<context>
    <name>GrowthPlot</name>
    <message>
        <source>block {}</source>
        <translation>块 {}</translation>
    </message>
    <message>
        <source>Growth through the blocks of the network</source>
        <translation>沿网络各块的增长</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>基线中没有</translation>
    </message>
    <message>
        <source>as in the baseline</source>
        <translation>与基线相同</translation>
    </message>
    <message>
        <source>{} from the baseline</source>
        <translation>与基线相差 {}</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Channels after each block: an addition keeps them, a concatenation adds k.</source>
        <translation>每个块之后的通道数：相加保持不变，拼接增加 k。</translation>
    </message>
    <message>
        <source>{} channels</source>
        <translation>{} 个通道</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Height of the map after each block: strides and transitions halve it.</source>
        <translation>每个块之后特征图的高度：步幅和过渡层使其减半。</translation>
    </message>
    <message>
        <source>{} px high</source>
        <translation>高 {} 像素</translation>
    </message>
    <message>
        <source>Multiply-accumulates of each block for one image</source>
        <translation>每个块处理一幅图像的乘加次数</translation>
    </message>
    <message>
        <source>Memory that each block is the first to keep for the backward pass of one image</source>
        <translation>每个块首先为一幅图像的反向传播保留的内存</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Pixels of the image, along one side, that a value after the block depends on: along the path with the most convolutions, and along the one that takes every shortcut (Veit 2016, arXiv:1605.06431)</source>
        <translation>块之后的一个值沿一边依赖图像的多少像素：沿卷积最多的路径，以及沿走遍所有捷径的路径（Veit 2016, arXiv:1605.06431）</translation>
    </message>
    <message>
        <source>{} px receptive field, {} px by shortcuts only</source>
        <translation>感受野 {} 像素，只走捷径时 {} 像素</translation>
    </message>
    <message>
        <source>shortcuts</source>
        <translation>只走捷径</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights of each block</source>
        <translation>每个块可训练的权重</translation>
    </message>
    <message>
        <source>{} parameters</source>
        <translation>{} 个参数</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>{} MACs</source>
        <translation>{} MACs</translation>
    </message>
    <message>
        <source>Kept, MiB</source>
        <translation>保留，MiB</translation>
    </message>
    <message>
        <source>{} kept</source>
        <translation>保留 {}</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Name of the experiment</source>
        <translation>实验名称</translation>
    </message>
    <message>
        <source>Name of the experiment; its runs are called so</source>
        <translation>实验名称；它的运行以此命名</translation>
    </message>
    <message>
        <source>{} in, {} classes out</source>
        <translation>输入 {}，输出 {} 个类别</translation>
    </message>
    <message>
        <source>1 issue</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>{} issues</source>
        <translation>{} 个问题</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Assemble a network</source>
        <translation>搭建网络</translation>
    </message>
    <message>
        <source>Choose a preset (Ctrl+P) or drag stages onto the figure. Click a part and change its fields: shapes, parameters, MACs, memory and channels follow each keystroke. A field that is not legal says why. Everything can be undone.</source>
        <translation>选择一个预设（Ctrl+P），或把阶段拖到图上。点击一个部件并修改其字段：形状、参数、MACs、内存和通道随每次按键更新。不合法的字段会说明原因。一切都可以撤销。</translation>
    </message>
    <message>
        <source>Understand what it costs</source>
        <translation>了解它的开销</translation>
    </message>
    <message>
        <source>The layers are a tree of stages and blocks with their sums; the chart shows channels, resolution, parameters, MACs, memory and receptive field for each block. Pin a baseline and every number shows its difference. The ledger tells why other programs count otherwise.</source>
        <translation>各层是由阶段和块组成的树，附有合计；图表按块显示通道、分辨率、参数、MACs、内存和感受野。固定一个基线后，每个数字都显示与它的差。账本说明其他程序的数法为何不同。</translation>
    </message>
    <message>
        <source>Train it</source>
        <translation>训练它</translation>
    </message>
    <message>
        <source>On the Train page choose data and a recipe, then press Train (Ctrl+Return). The job runs in a process of its own: the window never waits, and stopping keeps what was learnt.</source>
        <translation>在训练页选择数据和训练方案，然后按“训练”（Ctrl+Return）。任务在单独的进程中运行：窗口从不等待，停止时保留已学到的内容。</translation>
    </message>
    <message>
        <source>Understand what happened</source>
        <translation>了解发生了什么</translation>
    </message>
    <message>
        <source>Choose several runs in the table to see their curves together. The best epoch is marked and its weights are kept.</source>
        <translation>在表中选择几次运行，即可把它们的曲线放在一起看。最佳的一轮有标记，其权重会保留。</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>带走成果</translation>
    </message>
    <message>
        <source>Export weights, code or a graph of a run; every export is loaded again in a fresh process and compared. Networks that torchvision has carry torchvision&apos;s names.</source>
        <translation>导出一次运行的权重、代码或计算图；每次导出都在新的进程中重新加载并比较。torchvision 已有的网络使用 torchvision 的名称。</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>找到任何东西</translation>
    </message>
    <message>
        <source>Ctrl+K searches commands, fields, presets and recent files; F1 shows all keys.</source>
        <translation>Ctrl+K 搜索命令、字段、预设和最近的文件；F1 显示所有按键。</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>E&amp;xamples</source>
        <translation>示例(&amp;X)</translation>
    </message>
    <message>
        <source>About ResDense</source>
        <translation>关于 ResDense</translation>
    </message>
    <message>
        <source>On the figure of the network</source>
        <translation>在网络图上</translation>
    </message>
    <message>
        <source>A desktop explorer for convolutional networks built from residual and dense blocks. MIT licence.</source>
        <translation>由残差块和稠密块构成的卷积网络的桌面探索工具。MIT 许可证。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Images as they are and as they are trained on</source>
        <translation>图像原样与训练时的样子</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>As the network gets it</source>
        <translation>网络得到的图像</translation>
    </message>
    <message>
        <source>As training changes it</source>
        <translation>训练时的增强结果</translation>
    </message>
</context>
<context>
    <name>JobFigures</name>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Best test</source>
        <translation>最佳测试</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>The most that the job has had on its device, where that says so</source>
        <translation>任务在设备上占用过的最大内存，设备给出时显示</translation>
    </message>
</context>
<context>
    <name>JobLine</name>
    <message>
        <source>{} {} %</source>
        <translation>{} {} %</translation>
    </message>
    <message>
        <source>Show the training</source>
        <translation>显示训练</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>PyTorch is loading; you can train already.</source>
        <translation>PyTorch 正在加载；已经可以开始训练。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Nothing was trained in this window yet.</source>
        <translation>此窗口中还没有训练过。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The step is finished, the weights are saved.</source>
        <translation>这一步做完后，权重会被保存。</translation>
    </message>
    <message>
        <source>{} in {}</source>
        <translation>{}，于 {}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>The data is loaded, the network is built.</source>
        <translation>正在加载数据、构建网络。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{}; all is saved.</source>
        <translation>{}；一切都已保存。</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Its metrics are damaged.</source>
        <translation>其训练记录已损坏。</translation>
    </message>
    <message>
        <source>Before the first step; there is nothing to keep.</source>
        <translation>尚未完成第一步，没有可保留的内容。</translation>
    </message>
    <message>
        <source>In the first epoch, after {:,} steps and {}; weights kept.</source>
        <translation>在第 1 轮中，经过 {:,} 步，{}；权重已保留。</translation>
    </message>
    <message>
        <source>After {} epochs and {}; weights kept.</source>
        <translation>经过 {} 轮，{}；权重已保留。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>{} epochs in {}.</source>
        <translation>{} 轮，用时 {}。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Step {:,} of {:,}</source>
        <translation>第 {:,} 步，共 {:,} 步</translation>
    </message>
</context>
<context>
    <name>LaunchDialog</name>
    <message>
        <source>Train on many processes or machines</source>
        <translation>用多个进程或多台机器训练</translation>
    </message>
    <message>
        <source>Processes on each machine</source>
        <translation>每台机器的进程数</translation>
    </message>
    <message>
        <source>One for each GPU; on CPUs a few</source>
        <translation>每块 GPU 一个；在 CPU 上几个即可</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>机器数</translation>
    </message>
    <message>
        <source>The same command is given on each of them</source>
        <translation>在每台机器上执行同一条命令</translation>
    </message>
    <message>
        <source>Where they meet</source>
        <translation>会合地址</translation>
    </message>
    <message>
        <source>Name or address of one of the machines</source>
        <translation>其中一台机器的名称或地址</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>A folder that all machines see</source>
        <translation>所有机器都能访问的文件夹</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save the experiment...</source>
        <translation>保存实验…</translation>
    </message>
    <message>
        <source>The command names the experiment&apos;s file: save the experiment as it is now.</source>
        <translation>命令中要写实验文件：请先保存当前的实验。</translation>
    </message>
    <message>
        <source>Give it in a terminal. The batch is shared out among the processes; given again, the command goes on where a failure ended it.</source>
        <translation>在终端中执行。批量由各进程分担；出错中断后再次执行同一命令即可继续。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>LayerActions</name>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Save all layers…</source>
        <translation>保存所有层…</translation>
    </message>
    <message>
        <source>Every layer and every column, with exact numbers, as CSV or Markdown</source>
        <translation>每一层、每一列，精确数字，CSV 或 Markdown</translation>
    </message>
    <message>
        <source>Save what is shown…</source>
        <translation>保存所显示的…</translation>
    </message>
    <message>
        <source>The rows and columns as they are shown here, as CSV or Markdown</source>
        <translation>按此处显示的行和列，CSV 或 Markdown</translation>
    </message>
</context>
<context>
    <name>LayerBar</name>
    <message>
        <source>Filter layers, e.g. conv2 or BatchNorm2d</source>
        <translation>筛选层，如 conv2 或 BatchNorm2d</translation>
    </message>
    <message>
        <source>Lists only layers whose name, type or output shape holds every word</source>
        <translation>只列出名称、类型或输出形状含有所有词的层</translation>
    </message>
    <message>
        <source>Filter of the layer table</source>
        <translation>层表的筛选</translation>
    </message>
    <message>
        <source>Choose the columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Columns of the layer table</source>
        <translation>层表的列</translation>
    </message>
    <message>
        <source>Save as CSV or Markdown, with exact numbers</source>
        <translation>存为 CSV 或 Markdown，精确数字</translation>
    </message>
    <message>
        <source>Save the layer table</source>
        <translation>保存层表</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>As in the baseline</source>
        <translation>与基线相同</translation>
    </message>
    <message>
        <source>{} from the baseline&apos;s {} ({})</source>
        <translation>与基线的 {1} 相差 {0}（{2}）</translation>
    </message>
</context>
<context>
    <name>LayerTable</name>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Stages, blocks and layers, called as in the state dict</source>
        <translation>阶段、块和层，名称与状态字典一致</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>The torch module that a layer becomes; the kind of a block or stage</source>
        <translation>该层对应的 torch 模块；块或阶段的种类</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Channels × height × width of what the layer gives; sorted by its size</source>
        <translation>该层输出的 通道 × 高 × 宽；按大小排序</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights; the bar is the share of the whole network</source>
        <translation>可训练的权重；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image; the bar is the share of the whole network</source>
        <translation>一幅图像的乘加次数；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Memory that the layer is the first to keep for the backward pass of one image</source>
        <translation>该层首先为一幅图像的反向传播保留的内存</translation>
    </message>
    <message>
        <source>Receptive field: pixels of the image, along one side, that a value depends on</source>
        <translation>感受野：一个值沿一边依赖图像的多少像素</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>网络的层</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{} layers</source>
        <translation>{} 层</translation>
    </message>
    <message>
        <source>Total of these</source>
        <translation>以上合计</translation>
    </message>
    <message>
        <source>{} of {} layers</source>
        <translation>{}／{} 层</translation>
    </message>
    <message>
        <source>As many as there is room for</source>
        <translation>按可用宽度</translation>
    </message>
    <message>
        <source>The most important columns that the width of the table holds</source>
        <translation>表格宽度容得下的最重要的列</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>保存所显示的内容</translation>
    </message>
    <message>
        <source>Save all layers</source>
        <translation>保存所有层</translation>
    </message>
    <message>
        <source>residual × {}</source>
        <translation>残差 × {}</translation>
    </message>
    <message>
        <source>plain × {}</source>
        <translation>普通 × {}</translation>
    </message>
    <message>
        <source>dense × {}</source>
        <translation>稠密 × {}</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>入口</translation>
    </message>
    <message>
        <source>basic block</source>
        <translation>基本块</translation>
    </message>
    <message>
        <source>bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>dense layer</source>
        <translation>稠密层</translation>
    </message>
    <message>
        <source>transition</source>
        <translation>过渡层</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>归一化</translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message>
        <source>The network as others count it</source>
        <translation>别处如何计数这个网络</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>choose {}</source>
        <translation>选择 {}</translation>
    </message>
    <message>
        <source>Choose a preset (Ctrl+P) or edit a part: every number and image follows at once.</source>
        <translation>选择一个预设（Ctrl+P）或修改一个部件：所有数字和图立即随之更新。</translation>
    </message>
    <message>
        <source>A run leaves a folder with its experiment, its metrics and its weights.</source>
        <translation>每次运行都会留下一个文件夹，内含实验、指标和权重。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Stopping. The training saves its weights, then this closes.</source>
        <translation>正在停止。训练保存权重后，窗口就会关闭。</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Parameters in fp32, and the running mean and variance of every batch norm</source>
        <translation>fp32 的参数，以及每个批归一化的滑动均值和方差</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>One fp32 number for each parameter</source>
        <translation>每个参数一个 fp32 数</translation>
    </message>
    <message>
        <source>Optimiser state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>SGD remembers one momentum for each parameter, AdamW two moments (Kingma 2014)</source>
        <translation>SGD 为每个参数记住一个动量，AdamW 记住两个矩（Kingma 2014）</translation>
    </message>
    <message>
        <source>bf16 copies</source>
        <translation>bf16 副本</translation>
    </message>
    <message>
        <source>Weights of convolutions and linear layers, which autocast copies for each step</source>
        <translation>卷积和线性层的权重，autocast 每一步都要复制</translation>
    </message>
    <message>
        <source>Kept for backward</source>
        <translation>反向传播保留</translation>
    </message>
    <message>
        <source>Maps that the forward pass keeps; the only kind that grows with the batch</source>
        <translation>前向传播保留的特征图；唯一随批量增长的一项</translation>
    </message>
</context>
<context>
    <name>MemoryQuestion</name>
    <message>
        <source>Not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>Training needs about {}, but the device has {}.</source>
        <translation>训练约需 {}，而该设备只有 {}。</translation>
    </message>
    <message>
        <source>Train with batch {}</source>
        <translation>以批量大小 {} 训练</translation>
    </message>
    <message>
        <source>Keep the batch, in {} parts</source>
        <translation>保持批量大小，分 {} 步累积梯度</translation>
    </message>
    <message>
        <source>Train anyway</source>
        <translation>仍然训练</translation>
    </message>
    <message>
        <source>Parameters, gradients and optimiser alone need more. Make the network smaller.</source>
        <translation>仅参数、梯度和优化器状态就已超出。请缩小网络。</translation>
    </message>
    <message>
        <source>Not even a batch of two images fits. Make the network or its images smaller.</source>
        <translation>批量大小为 2 也放不下。请缩小网络或输入图像。</translation>
    </message>
    <message>
        <source>The largest batch that should fit is {}.</source>
        <translation>预计可容纳的最大批量大小为 {}。</translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message>
        <source>The work space of the libraries comes on top: leave some room.</source>
        <translation>程序库的工作空间另计：请留些余量。</translation>
    </message>
    <message>
        <source>Total at batch {}</source>
        <translation>批量 {} 时合计</translation>
    </message>
    <message>
        <source>The memory of this device is not known</source>
        <translation>不知道该设备的内存</translation>
    </message>
    <message>
        <source>Choose or type a size.</source>
        <translation>请选择或输入一个容量。</translation>
    </message>
    <message>
        <source>Fits {}</source>
        <translation>放得进 {}</translation>
    </message>
    <message>
        <source>Does not fit {}</source>
        <translation>放不进 {}</translation>
    </message>
    <message>
        <source>Largest batch: {}</source>
        <translation>最大批量：{}</translation>
    </message>
    <message>
        <source>Not even one image fits.</source>
        <translation>连一幅图像也放不下。</translation>
    </message>
</context>
<context>
    <name>MetricPlots</name>
    <message>
        <source>step {:,.0f}</source>
        <translation>第 {:,.0f} 步</translation>
    </message>
    <message>
        <source>, epoch {:,.0f}</source>
        <translation>，第 {:,.0f} 轮</translation>
    </message>
    <message>
        <source>epoch {:,.2f}</source>
        <translation>第 {:,.2f} 轮</translation>
    </message>
    <message>
        <source>training {}</source>
        <translation>训练 {}</translation>
    </message>
    <message>
        <source>test {}</source>
        <translation>测试 {}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>time {}</source>
        <translation>时间 {}</translation>
    </message>
    <message>
        <source>epoch {}</source>
        <translation>第 {} 轮</translation>
    </message>
    <message>
        <source>step {}</source>
        <translation>第 {} 步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Curves of the loss</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>Curves of the accuracy</source>
        <translation>准确率曲线</translation>
    </message>
    <message>
        <source>No step of this run is done yet: its curves grow here.</source>
        <translation>此运行还没有完成任何一步：曲线会在这里延伸。</translation>
    </message>
    <message>
        <source>Train the network, and its curves grow here.</source>
        <translation>开始训练，曲线就会在这里延伸。</translation>
    </message>
</context>
<context>
    <name>NearestDialog</name>
    <message>
        <source>Nearest networks</source>
        <translation>最接近的网络</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>使用此网络</translation>
    </message>
    <message>
        <source>ResNets of basic blocks and DenseNets with bottlenecks, for {} and {} classes.</source>
        <translation>由基本块组成的 ResNet 和带瓶颈的 DenseNet，输入 {}，{} 个类别。</translation>
    </message>
    <message>
        <source>{} networks counted…</source>
        <translation>已计算 {} 个网络…</translation>
    </message>
    <message>
        <source>The image is too small for any of them.</source>
        <translation>图像对它们来说都太小。</translation>
    </message>
    <message>
        <source>{} networks counted; the nearest of each family first.</source>
        <translation>共计算 {} 个网络；先列出每个家族中最接近的。</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>A count like 1.7M, 4.1 G or 25,557,032</source>
        <translation>一个数，如 1.7M、4.1 G 或 25,557,032</translation>
    </message>
    <message>
        <source>What the budget counts</source>
        <translation>预算所计的量</translation>
    </message>
    <message>
        <source>Networks near the budget</source>
        <translation>接近预算的网络</translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>Block {}.</source>
        <translation>块 {}。</translation>
    </message>
    <message>
        <source>Double-click to type another number, or turn the wheel with Alt held down</source>
        <translation>双击可输入另一个数，或按住 Alt 转动滚轮</translation>
    </message>
    <message>
        <source>Draw equal blocks once (Space)</source>
        <translation>相同的块只画一次（空格）</translation>
    </message>
    <message>
        <source>Draw every block for itself (Space)</source>
        <translation>画出每一个块（空格）</translation>
    </message>
    <message>
        <source>Block diagram of the network</source>
        <translation>网络结构图</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Save figure of the network</source>
        <translation>保存网络图片</translation>
    </message>
    <message>
        <source>Fold repeats</source>
        <translation>折叠重复</translation>
    </message>
    <message>
        <source>Unfold repeats</source>
        <translation>展开重复</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>{} changes</source>
        <translation>{} 处更改</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>There is no figure yet: the network has never been legal.</source>
        <translation>还没有图片：网络从未合法过。</translation>
    </message>
    <message>
        <source>Cannot save {} as a figure: end its name in .png or .svg.</source>
        <translation>不能将 {} 存为图片：文件名请以 .png 或 .svg 结尾。</translation>
    </message>
</context>
<context>
    <name>NotesButton</name>
    <message>
        <source>1 note</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>{} notes</source>
        <translation>{} 条提示</translation>
    </message>
</context>
<context>
    <name>NumberBox</name>
    <message>
        <source>“{}” is not a whole number.</source>
        <translation>“{}”不是整数。</translation>
    </message>
    <message>
        <source>“{}” is not a number.</source>
        <translation>“{}”不是数字。</translation>
    </message>
</context>
<context>
    <name>NumbersBox</name>
    <message>
        <source>“{}” is no list of numbers like 0.5, 0.75.</source>
        <translation>“{}”不是数字列表，应形如 0.5, 0.75。</translation>
    </message>
</context>
<context>
    <name>OverviewMap</name>
    <message>
        <source>Overview of the network</source>
        <translation>网络概览</translation>
    </message>
    <message>
        <source>The whole network: drag the frame, or click where you want to be</source>
        <translation>整个网络：拖动方框，或点击要看的位置</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PartHandles</name>
    <message>
        <source>blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>One block fewer (-)</source>
        <translation>减少一个块 (-)</translation>
    </message>
    <message>
        <source>One block more (+)</source>
        <translation>增加一个块 (+)</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>One layer fewer (-)</source>
        <translation>减少一层 (-)</translation>
    </message>
    <message>
        <source>One layer more (+)</source>
        <translation>增加一层 (+)</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Narrower (Alt+-)</source>
        <translation>变窄 (Alt+-)</translation>
    </message>
    <message>
        <source>Wider (Alt++)</source>
        <translation>变宽 (Alt++)</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>A smaller growth rate (Alt+-)</source>
        <translation>减小增长率 (Alt+-)</translation>
    </message>
    <message>
        <source>A larger growth rate (Alt++)</source>
        <translation>增大增长率 (Alt++)</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>Fewer channels (Alt+-)</source>
        <translation>减少通道 (Alt+-)</translation>
    </message>
    <message>
        <source>More channels (Alt++)</source>
        <translation>增加通道 (Alt++)</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>One class fewer (-)</source>
        <translation>减少一个类别 (-)</translation>
    </message>
    <message>
        <source>One class more (+)</source>
        <translation>增加一个类别 (+)</translation>
    </message>
</context>
<context>
    <name>PartsList</name>
    <message>
        <source>Stage {}</source>
        <translation>阶段 {}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>分类头</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>{} parameters, {} MACs</source>
        <translation>{} 个参数，{} MACs</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>basic</source>
        <translation>基本块</translation>
    </message>
    <message>
        <source>bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>{} × {}, {} wide, {}</source>
        <translation>{} × {}，宽 {}，{}</translation>
    </message>
    <message>
        <source>Dense × {}, k = {}</source>
        <translation>稠密 × {}，k = {}</translation>
    </message>
    <message>
        <source>Grey image</source>
        <translation>灰度图像</translation>
    </message>
    <message>
        <source>RGB image</source>
        <translation>RGB 图像</translation>
    </message>
    <message>
        <source>Image of {} channels</source>
        <translation>{} 通道的图像</translation>
    </message>
    <message>
        <source>{} conv, stride {}</source>
        <translation>{} 卷积，步幅 {}</translation>
    </message>
    <message>
        <source>, max-pool</source>
        <translation>，最大池化</translation>
    </message>
    <message>
        <source>{} classes</source>
        <translation>{} 个类别</translation>
    </message>
    <message>
        <source>Kaiming, fan out</source>
        <translation>Kaiming，fan out</translation>
    </message>
    <message>
        <source>Kaiming, fan in</source>
        <translation>Kaiming，fan in</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>PyTorch&apos;s default</source>
        <translation>PyTorch 默认</translation>
    </message>
    <message>
        <source>Parts of the network</source>
        <translation>网络的部件</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose: {}</source>
        <translation>选择：{}</translation>
    </message>
</context>
<context>
    <name>PlotCard</name>
    <message>
        <source>edited now</source>
        <translation>正在编辑的</translation>
    </message>
    <message>
        <source>What the plot shows upwards</source>
        <translation>纵轴显示的内容</translation>
    </message>
    <message>
        <source>What the plot shows to the right</source>
        <translation>横轴显示的内容</translation>
    </message>
    <message>
        <source>over</source>
        <translation>随</translation>
    </message>
</context>
<context>
    <name>PlotControls</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>How many steps the smoothed training curve is averaged over; far left: not smoothed</source>
        <translation>平滑后的训练曲线对多少步取平均；最左：不平滑</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Show the loss on a logarithmic scale</source>
        <translation>以对数刻度显示损失</translation>
    </message>
    <message>
        <source>Save a figure of the curves as PNG or SVG</source>
        <translation>将曲线存为 PNG 或 SVG 图片</translation>
    </message>
    <message>
        <source>Save figure of the curves</source>
        <translation>保存曲线图片</translation>
    </message>
    <message>
        <source>What the curves are drawn over</source>
        <translation>曲线的横轴</translation>
    </message>
    <message>
        <source>Draw the curves over steps, epochs or the time of training: runs of other batch sizes compare so</source>
        <translation>以步数、轮数或训练时间为横轴：批量不同的运行因此可以比较</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Show the whole run (double click in a plot, or Home)</source>
        <translation>显示整个运行（在图中双击，或 Home 键）</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>显示整个运行</translation>
    </message>
    <message>
        <source>step</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>Training: every step, none left out</source>
        <translation>训练：每一步，一步不漏</translation>
    </message>
    <message>
        <source>Training: an exponential moving average of the steps</source>
        <translation>训练：各步的指数滑动平均</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Training: the mean of each epoch</source>
        <translation>训练：每一轮的平均值</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test: at the end of each epoch</source>
        <translation>测试：每一轮结束时</translation>
    </message>
    <message>
        <source>The epoch with the highest test accuracy, whose weights are kept</source>
        <translation>测试准确率最高的一轮，其权重被保留</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>{} steps</source>
        <translation>{} 步</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>PredictionDelegate</name>
    <message>
        <source>as the network sees it</source>
        <translation>网络所见</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Custom network</source>
        <translation>自定义网络</translation>
    </message>
    <message>
        <source>{}. Begin with another preset (Ctrl+P)</source>
        <translation>{}。从另一个预设开始（Ctrl+P）</translation>
    </message>
    <message>
        <source>Type to search the presets</source>
        <translation>输入文字以搜索预设</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Images as they are trained on</source>
        <translation>训练时看到的图像</translation>
    </message>
    <message>
        <source>for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>Shows other images, and other changes.</source>
        <translation>显示另一些图像和另一些改变。</translation>
    </message>
    <message>
        <source>{:,} images for training, {:,} for testing, {:,} classes. Test images are never changed.</source>
        <translation>{:,} 幅训练，{:,} 幅测试，{:,} 个类别。测试图像从不改变。</translation>
    </message>
    <message>
        <source>Looking at the images…</source>
        <translation>正在查看图像…</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>换一些</translation>
    </message>
</context>
<context>
    <name>RateDialog</name>
    <message>
        <source>Find a learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用它</translation>
    </message>
    <message>
        <source>A short training with a growing rate, which is thrown away…</source>
        <translation>以递增的学习率做一次短训练，结果随后丢弃…</translation>
    </message>
    <message>
        <source>Step {:,} of {:,}: rate {}, loss {}</source>
        <translation>第 {:,} 步，共 {:,} 步：学习率 {}，损失 {}</translation>
    </message>
    <message>
        <source>The loss did not fall; click into the curve where it would, or try a smaller batch.</source>
        <translation>损失没有下降；请在曲线上点击它会下降的位置，或试试更小的批量。</translation>
    </message>
    <message>
        <source>The loss falls fastest at {}. Click into the curve to choose another rate.</source>
        <translation>损失在 {} 处下降最快。点击曲线可选择另一个学习率。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新搜索</translation>
    </message>
</context>
<context>
    <name>RatePlot</name>
    <message>
        <source>Loss against the learning rate</source>
        <translation>损失随学习率的变化</translation>
    </message>
    <message>
        <source>rate {}</source>
        <translation>学习率 {}</translation>
    </message>
    <message>
        <source>loss {}</source>
        <translation>损失 {}</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>清空此列表</translation>
    </message>
    <message>
        <source>{} (not there any more)</source>
        <translation>{}（已不存在）</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>PyTorch finds no such device on this machine.</source>
        <translation>PyTorch 在本机找不到这样的设备。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Device and precision</source>
        <translation>设备与精度</translation>
    </message>
    <message>
        <source>Repeatability</source>
        <translation>可重复性</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>RecipePicker</name>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>One of your own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>&lt;p&gt;How the tutorials, the papers and people of today train. Seed and device stay yours.&lt;/p&gt;</source>
        <translation>&lt;p&gt;教程、论文和今天的人们如何训练。随机种子和设备保持您的设置。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Images…</source>
        <translation>图像…</translation>
    </message>
    <message>
        <source>&lt;p&gt;Looks at some images as they are trained on, and counts the classes.&lt;/p&gt;</source>
        <translation>&lt;p&gt;查看几幅训练时的图像，并统计各类别。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Learning rate…</source>
        <translation>学习率…</translation>
    </message>
    <message>
        <source>Changed by you: save it with the network, or begin again with a named one.</source>
        <translation>已被您修改：请随网络一起保存，或重新选择一个命名的方案。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Tries growing rates in a short training and shows where the loss falls (Smith 2015).&lt;/p&gt;</source>
        <translation>&lt;p&gt;在一次短训练中尝试递增的学习率，显示损失在哪里下降（Smith 2015）。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>RecipeTools</name>
    <message>
        <source>use the recipe {}</source>
        <translation>使用训练方案 {}</translation>
    </message>
    <message>
        <source>use the learning rate that was found</source>
        <translation>使用找到的学习率</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source>Exactly {}: {} parameters, {} MACs</source>
        <translation>恰好是 {}：{} 个参数，{} MACs</translation>
    </message>
    <message>
        <source>Exactly {}</source>
        <translation>恰好是 {}</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>Not {}: {}</source>
        <translation>并非 {}：激活函数为 {}</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>The program ended unexpectedly; unsaved changes of &quot;{}&quot; were kept.</source>
        <translation>程序上次意外结束；“{}”未保存的修改已保留。</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>{} could not be removed: {}.</source>
        <translation>{} 无法删除：{}。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>torchinfo&apos;s report</source>
        <translation>torchinfo 的报告</translation>
    </message>
    <message>
        <source>Find in the report, e.g. layer3 or Conv2d</source>
        <translation>在报告中查找，如 layer3 或 Conv2d</translation>
    </message>
    <message>
        <source>Find in the report</source>
        <translation>在报告中查找</translation>
    </message>
    <message>
        <source>The network has changed since: verify again for a report of it as it is.</source>
        <translation>网络此后已改变：请重新核对以获得当前的报告。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{}／{}</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
</context>
<context>
    <name>ResultsWindow</name>
    <message>
        <source>Results of {}</source>
        <translation>{} 的结果</translation>
    </message>
    <message>
        <source>Its own test images</source>
        <translation>自带的测试图像</translation>
    </message>
    <message>
        <source>A folder of images…</source>
        <translation>图像文件夹…</translation>
    </message>
    <message>
        <source>Images to test on</source>
        <translation>用来测试的图像</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>The worst mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>{} recognised</source>
        <translation>识别率 {}</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Write a page about this run: network, curves, results, recipe, environment</source>
        <translation>写一页关于这次运行的报告：网络、曲线、结果、训练方案、环境</translation>
    </message>
    <message>
        <source>No mistakes: every test image is recognised.</source>
        <translation>没有错误：所有测试图像都识别正确。</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The weights of which moment of the training are used</source>
        <translation>使用训练中哪个时刻的权重</translation>
    </message>
    <message>
        <source>A folder has one sub-folder for each class, called as the class is</source>
        <translation>文件夹中每个类别一个子文件夹，以类别命名</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>{0:,} images, {1:,} mistakes, loss {2}; {3}</source>
        <translation>{0:,} 幅图像，{1:,} 个错误，损失 {2}；{3}</translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation>保存报告</translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Save a report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Take its experiment</source>
        <translation>采用它的实验</translation>
    </message>
    <message>
        <source>Make this run&apos;s experiment the one that is edited</source>
        <translation>把这次运行的实验作为当前编辑的实验</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Show runs side by side: results, and what differs</source>
        <translation>将运行并列：结果以及不同之处</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with this run from where it was interrupted</source>
        <translation>从中断处继续这次运行</translation>
    </message>
    <message>
        <source>Try…</source>
        <translation>试用…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the weights of this run to a file</source>
        <translation>将这次运行的权重写入文件</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Write a page about this run: network, curves, results, recipe, environment</source>
        <translation>写一页关于这次运行的报告：网络、曲线、结果、训练方案、环境</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开它的文件夹</translation>
    </message>
    <message>
        <source>Open the folder of this run</source>
        <translation>打开这次运行的文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move the runs to the trash; one that is being written stays</source>
        <translation>把运行移到回收站；正在写入的保留</translation>
    </message>
    <message>
        <source>Put back from the trash</source>
        <translation>从回收站放回</translation>
    </message>
    <message>
        <source>Undo the last deletion</source>
        <translation>撤销上一次删除</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows for a spreadsheet</source>
        <translation>复制所选的行，供电子表格使用</translation>
    </message>
    <message>
        <source>Save table as CSV…</source>
        <translation>将表格存为 CSV…</translation>
    </message>
    <message>
        <source>Write the rows and columns in sight to a file</source>
        <translation>将可见的行和列写入文件</translation>
    </message>
    <message>
        <source>Add a folder of runs…</source>
        <translation>添加运行文件夹…</translation>
    </message>
    <message>
        <source>List the runs of another folder too</source>
        <translation>同时列出另一个文件夹中的运行</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Everything that can be done with runs</source>
        <translation>对运行能做的一切</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Select one run in the table</source>
        <translation>请在表中选择一个运行</translation>
    </message>
    <message>
        <source>Select two or more runs</source>
        <translation>请选择两个或更多运行</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>The run is complete or still running</source>
        <translation>该运行已完成或仍在进行</translation>
    </message>
    <message>
        <source>The run has no weights</source>
        <translation>该运行没有权重</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Select a run that is not running</source>
        <translation>请选择不在进行中的运行</translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation>没有删除过运行</translation>
    </message>
    <message>
        <source>Show this run&apos;s network images, and see its classes, confusions and worst mistakes</source>
        <translation>让这次运行的网络看图像，并查看其类别、混淆和最严重的错误</translation>
    </message>
    <message>
        <source>take the experiment of {}</source>
        <translation>采用 {} 的实验</translation>
    </message>
    <message>
        <source>The run is in {}.</source>
        <translation>该运行位于 {}。</translation>
    </message>
    <message>
        <source>Save the table of runs</source>
        <translation>保存运行表</translation>
    </message>
</context>
<context>
    <name>RunDeletion</name>
    <message>
        <source>A run that is being written cannot be deleted; stop it first.</source>
        <translation>正在写入的运行不能删除；请先停止它。</translation>
    </message>
    <message>
        <source>{} is in the trash; the menu of the runs puts it back.</source>
        <translation>{} 已在回收站；运行的菜单可以把它放回。</translation>
    </message>
    <message>
        <source>Runs moved to the trash: {}; the menu of the runs puts them back.</source>
        <translation>移到回收站的运行：{}；运行的菜单可以把它们放回。</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>There is no trash for {}.</source>
        <translation>{} 没有回收站。</translation>
    </message>
    <message>
        <source>Delete for good, with weights and curves?</source>
        <translation>连同权重和曲线永久删除吗？</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>RunFolders</name>
    <message>
        <source>Add a folder of runs</source>
        <translation>添加运行文件夹</translation>
    </message>
    <message>
        <source>Do not list {}</source>
        <translation>不再列出 {}</translation>
    </message>
</context>
<context>
    <name>RunInference</name>
    <message>
        <source>Testing the weights…</source>
        <translation>正在测试权重…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在辨认…</translation>
    </message>
    <message>
        <source>The report is in {}.</source>
        <translation>报告位于 {}。</translation>
    </message>
</context>
<context>
    <name>RunLegend</name>
    <message>
        <source>{}: click to hide or show its curves</source>
        <translation>{}：点击以隐藏或显示其曲线</translation>
    </message>
</context>
<context>
    <name>RunModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Best test</source>
        <translation>最佳测试</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Every run is kept, with its weights, and listed here.</source>
        <translation>每次运行连同权重都会保留，并列在这里。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation>通常的列</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Show the runs that have all these words in any column</source>
        <translation>显示任意列中含有所有这些词的运行</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Saved as {}.</source>
        <translation>已保存为 {}。</translation>
    </message>
    <message>
        <source>HTML pages</source>
        <translation>HTML 页面</translation>
    </message>
    <message>
        <source>CSV files</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>Markdown files</source>
        <translation>Markdown 文件</translation>
    </message>
    <message>
        <source>Python files</source>
        <translation>Python 文件</translation>
    </message>
    <message>
        <source>Text files</source>
        <translation>文本文件</translation>
    </message>
    <message>
        <source>PNG figures</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>SVG figures</source>
        <translation>SVG 图片</translation>
    </message>
</context>
<context>
    <name>SaveMenu</name>
    <message>
        <source>Classes as CSV…</source>
        <translation>各类别存为 CSV…</translation>
    </message>
    <message>
        <source>Every image as CSV…</source>
        <translation>每幅图像存为 CSV…</translation>
    </message>
    <message>
        <source>Confusion matrix as PNG, SVG or CSV…</source>
        <translation>混淆矩阵存为 PNG、SVG 或 CSV…</translation>
    </message>
    <message>
        <source>Gallery of mistakes as PNG…</source>
        <translation>错误图库存为 PNG…</translation>
    </message>
    <message>
        <source>Tried images as CSV…</source>
        <translation>试过的图像存为 CSV…</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>保存结果</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有这样的名称。</translation>
    </message>
</context>
<context>
    <name>SideDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SlowStop</name>
    <message>
        <source>Waiting for the training process to finish its step and save; it is ended after {:.0f} seconds.</source>
        <translation>正在等待训练进程完成当前步并保存；{:.0f} 秒后仍未结束就强制终止。</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>立即终止</translation>
    </message>
    <message>
        <source>Ends the process without waiting; what was saved before stays.</source>
        <translation>不再等待，直接终止进程；此前保存的内容会保留。</translation>
    </message>
</context>
<context>
    <name>StageChips</name>
    <message>
        <source>Drag it into the network, or click to add it behind the selected part.</source>
        <translation>把它拖进网络，或点击以添加在所选部件之后。</translation>
    </message>
    <message>
        <source>Add a stage: {}</source>
        <translation>添加一个阶段：{}</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Two 3×3 convolutions and a shortcut around them (He 2015).</source>
        <translation>两个 3×3 卷积，外加一条捷径连接（He 2015）。</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>1×1, 3×3 and 1×1 convolutions: a quarter as wide in the middle (He 2015).</source>
        <translation>1×1、3×3、1×1 卷积：中间的宽度为四分之一（He 2015）。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>Every layer reads what all earlier ones made, and adds k channels (Huang 2017).</source>
        <translation>每一层读取此前所有层的输出，并增加 k 个通道（Huang 2017）。</translation>
    </message>
</context>
<context>
    <name>StageCosts</name>
    <message>
        <source>{} has {} of the whole</source>
        <translation>{} 占整体的 {}</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image; the bar is the share of the whole network</source>
        <translation>一幅图像的乘加次数；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Kept for the backward pass of one image; the bar is the share of all</source>
        <translation>为一幅图像的反向传播保留；色条是在全部中的占比</translation>
    </message>
    <message>
        <source>What a dense stage keeps less for each image when it recomputes its concatenations in the backward pass (Pleiss 2017, arXiv:1707.06990): less memory for one more forward pass of the stage</source>
        <translation>稠密阶段在反向传播中重新计算拼接时，每幅图像少保留多少（Pleiss 2017, arXiv:1707.06990）：以多一次该阶段的前向传播换取更少的内存</translation>
    </message>
    <message>
        <source>A click selects it</source>
        <translation>点击即可选中</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights; the bar is the share of the whole network</source>
        <translation>可训练的权重；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Checkpointing</source>
        <translation>梯度检查点</translation>
    </message>
    <message>
        <source>saves {}</source>
        <translation>节省 {}</translation>
    </message>
    <message>
        <source>would save {}</source>
        <translation>可节省 {}</translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message>
        <source>Shares of the parts</source>
        <translation>各部件的占比</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Match the network to the data</source>
        <translation>使网络与数据匹配</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with the training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Save and wait: the device is free for other work until you continue</source>
        <translation>保存并等待：在您继续之前，设备可用于其他工作</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>Sweep</name>
    <message>
        <source>Every stage</source>
        <translation>每个阶段</translation>
    </message>
    <message>
        <source>Every residual stage</source>
        <translation>每个残差阶段</translation>
    </message>
    <message>
        <source>Every dense stage</source>
        <translation>每个稠密阶段</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Trainable weights</source>
        <translation>可训练的权重</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image</source>
        <translation>一幅图像的乘加次数</translation>
    </message>
    <message>
        <source>Kept for the backward pass of one image</source>
        <translation>为一幅图像的反向传播保留</translation>
    </message>
    <message>
        <source>Receptive field: pixels of the image, along one side, that the last map sees</source>
        <translation>感受野：最后的特征图沿一边看到图像的多少像素</translation>
    </message>
    <message>
        <source>Kept, MiB</source>
        <translation>保留，MiB</translation>
    </message>
    <message>
        <source>Field, px</source>
        <translation>感受野，像素</translation>
    </message>
    <message>
        <source>Not legal because</source>
        <translation>不合法的原因</translation>
    </message>
    <message>
        <source>The first reason</source>
        <translation>第一个原因</translation>
    </message>
</context>
<context>
    <name>SweepDialog</name>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>First field</source>
        <translation>第一个字段</translation>
    </message>
    <message>
        <source>Second field</source>
        <translation>第二个字段</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>使用此网络</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>{} of {} combinations</source>
        <translation>{}／{} 个组合</translation>
    </message>
    <message>
        <source>{} combinations</source>
        <translation>{} 个组合</translation>
    </message>
    <message>
        <source>Stopped after {} combinations</source>
        <translation>在 {} 个组合后停止</translation>
    </message>
    <message>
        <source>, {} of them not legal.</source>
        <translation>，其中 {} 个不合法。</translation>
    </message>
    <message>
        <source>{} combinations to make</source>
        <translation>将生成 {} 个组合</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Save the sweep</source>
        <translation>保存扫描结果</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>组合</translation>
    </message>
</context>
<context>
    <name>SweepPlot</name>
    <message>
        <source>Costs of the combinations</source>
        <translation>各组合的开销</translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>TotalsStrip</name>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Kept for backward</source>
        <translation>反向传播保留</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>{} trainable weights: convolutions, batch norms and the linear layer. In fp32 they take {}.</source>
        <translation>{} 个可训练的权重：卷积、批归一化和线性层。以 fp32 存放占 {}。</translation>
    </message>
    <message>
        <source>{} in fp32</source>
        <translation>fp32 占 {}</translation>
    </message>
    <message>
        <source>{} multiply-accumulates of convolutions and linear layers for one image, biases left out. One MAC is two floating-point operations; papers often print MACs and call them FLOPs.</source>
        <translation>一幅图像在卷积和线性层上的 {} 次乘加，不计偏置。一次 MAC 是两次浮点运算；论文常给出 MACs 却称之为 FLOPs。</translation>
    </message>
    <message>
        <source>for one image</source>
        <translation>每幅图像</translation>
    </message>
    <message>
        <source>What the forward pass keeps for the backward pass: {} for one image, {} for a batch of {} as in the recipe (fp32, weights apart). It grows with the maps, not with the weights: dense blocks keep every concatenation.</source>
        <translation>前向传播为反向传播保留的内容：一幅图像 {0}，按训练方案批量 {2} 时为 {1}（fp32，不含权重）。它随特征图而不是权重增长：稠密块保留每一次拼接。</translation>
    </message>
    <message>
        <source>One value of the last map depends on at most {0} × {0} pixels of the image, which has {1}. Convolutions with large kernels and early strides widen the field; shortcuts let smaller ones through as well.</source>
        <translation>最后的特征图上的一个值至多依赖图像的 {0} × {0} 像素，图像为 {1}。大卷积核和靠前的步幅扩大感受野；捷径连接也让较小的感受野通过。</translation>
    </message>
    <message>
        <source>{} convolutions and linear layers from the image to the classes, as the papers count them: projections in shortcuts are left out. With batch norms, activations and pools there are {} layers.</source>
        <translation>从图像到类别有 {} 个卷积和线性层，按论文的数法：不计捷径中的投影。连同批归一化、激活函数和池化共 {} 层。</translation>
    </message>
    <message>
        <source>{} at batch {}</source>
        <translation>批量 {1} 时 {0}</translation>
    </message>
    <message>
        <source>larger than {}</source>
        <translation>大于 {}</translation>
    </message>
    <message>
        <source>of {}</source>
        <translation>图像为 {}</translation>
    </message>
    <message>
        <source>{} px</source>
        <translation>{} 像素</translation>
    </message>
    <message>
        <source>layers in {} blocks</source>
        <translation>层，共 {} 个块</translation>
    </message>
    <message>
        <source>layers in 1 block</source>
        <translation>层，共 1 个块</translation>
    </message>
    <message>
        <source>as in the baseline</source>
        <translation>与基线相同</translation>
    </message>
</context>
<context>
    <name>TrainObstacle</name>
    <message>
        <source>The recipe is not legal yet: {}.</source>
        <translation>训练方案尚不合法：{}。</translation>
    </message>
    <message>
        <source>The data cannot be used: see above.</source>
        <translation>数据无法使用：见上。</translation>
    </message>
    <message>
        <source>torchvision publishes no weights for this network.</source>
        <translation>torchvision 没有发布这个网络的权重。</translation>
    </message>
    <message>
        <source>The network is not legal yet: {}.</source>
        <translation>网络尚不合法：{}。</translation>
    </message>
    <message>
        <source> (and {} more)</source>
        <translation>（另有 {} 条）</translation>
    </message>
    <message>
        <source>Mean and deviation are for {} channels, but the network takes {}: switch them off.</source>
        <translation>均值和标准差是给 {} 个通道的，而网络需要 {} 个：请关闭它们。</translation>
    </message>
    <message>
        <source>Images have 1 or 3 channels, but the network takes {}.</source>
        <translation>图像有 1 或 3 个通道，而网络需要 {} 个。</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>fit the device&apos;s memory</source>
        <translation>适应设备内存</translation>
    </message>
    <message>
        <source>Save figure of the curves</source>
        <translation>保存曲线图片</translation>
    </message>
    <message>
        <source>Save the epochs</source>
        <translation>保存各轮</translation>
    </message>
    <message>
        <source>Go on with batch {}</source>
        <translation>以批量 {} 继续</translation>
    </message>
    <message>
        <source>Go on in {} parts a batch</source>
        <translation>每批分 {} 次继续</translation>
    </message>
    <message>
        <source>Train again at rate {}</source>
        <translation>以学习率 {} 重新训练</translation>
    </message>
    <message>
        <source>learn more slowly</source>
        <translation>放慢学习</translation>
    </message>
    <message>
        <source>match the network to the data</source>
        <translation>使网络与数据匹配</translation>
    </message>
    <message>
        <source>An earlier version of this experiment is training; your edits are for the next run.</source>
        <translation>正在训练的是此实验较早的版本；您的修改用于下一次运行。</translation>
    </message>
</context>
<context>
    <name>TryView</name>
    <message>
        <source>Images and what they are taken for</source>
        <translation>图像及其被认作的类别</translation>
    </message>
    <message>
        <source>Open images…</source>
        <translation>打开图像…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Drop images here, or open some</source>
        <translation>把图像拖到这里，或打开一些</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Images ({})</source>
        <translation>图像 ({})</translation>
    </message>
    <message>
        <source>Any size and kind: they are made upright, scaled and cropped as in training.</source>
        <translation>任何大小和种类：会像训练时一样摆正、缩放和裁剪。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>{}: every shape, parameter and MAC shown in the window equals the traced network&apos;s.</source>
        <translation>{}：窗口显示的每个形状、参数量和 MACs 都与追踪所得的网络一致。</translation>
    </message>
    <message>
        <source>{}: the traced network differs from what the window shows in {} places.</source>
        <translation>{}：追踪所得的网络与窗口显示的有 {} 处不同。</translation>
    </message>
</context>
<context>
    <name>WeightsSection</name>
    <message>
        <source>torchvision&apos;s, for ImageNet</source>
        <translation>torchvision 的 ImageNet 权重</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Random initialisation</source>
        <translation>随机初始化</translation>
    </message>
    <message>
        <source>File of weights</source>
        <translation>权重文件</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pt *.pth)</source>
        <translation>权重 (*.safetensors *.pt *.pth)</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>This small ResNet is ready to be trained on handwritten digits, which takes half a minute. Or choose another network (Ctrl+P), or one of the examples.</source>
        <translation>这个小 ResNet 已经可以用手写数字来训练，大约半分钟。也可以选择另一个网络（Ctrl+P），或某个示例。</translation>
    </message>
    <message>
        <source>Train it</source>
        <translation>训练它</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>About ResDense</source>
        <translation>关于 ResDense</translation>
    </message>
    <message>
        <source>Verifying...</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>The command for PyTorch&apos;s launcher: several GPUs, or several machines</source>
        <translation>PyTorch 启动器的命令：用于多块 GPU 或多台机器</translation>
    </message>
    <message>
        <source>Train on many machines...</source>
        <translation>用多台机器训练…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Figure of the network...</source>
        <translation>网络图片…</translation>
    </message>
    <message>
        <source>Choose a preset...</source>
        <translation>选择预设…</translation>
    </message>
    <message>
        <source>Figure of the chart...</source>
        <translation>图表图片…</translation>
    </message>
    <message>
        <source>Figure of the curves...</source>
        <translation>曲线图片…</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>One Python file with this network&apos;s classes, which needs nothing but torch</source>
        <translation>一个 Python 文件，内含该网络的类，只需要 torch</translation>
    </message>
    <message>
        <source>The network has an error</source>
        <translation>网络有错误</translation>
    </message>
    <message>
        <source>Network as Python code...</source>
        <translation>网络的 Python 代码…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>No baseline is pinned</source>
        <translation>没有固定的基线</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Reset panels</source>
        <translation>重置面板</translation>
    </message>
    <message>
        <source>Continue training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation>暂停训练</translation>
    </message>
    <message>
        <source>Saves everything and waits; the device is free meanwhile</source>
        <translation>保存全部状态并等待，其间设备空闲</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>No training is running</source>
        <translation>没有正在进行的训练</translation>
    </message>
    <message>
        <source>Verification is running</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Stop training</source>
        <translation>停止训练</translation>
    </message>
    <message>
        <source>Search commands...</source>
        <translation>搜索命令…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>网络(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Nearest networks...</source>
        <translation>最接近的网络…</translation>
    </message>
    <message>
        <source>Sweep...</source>
        <translation>扫描…</translation>
    </message>
    <message>
        <source>Find the ResNets and DenseNets nearest to a number of parameters or MACs: the papers compare nets of equal budget (Huang 2017, figure 3)</source>
        <translation>查找参数量或 MACs 最接近给定值的 ResNet 和 DenseNet：论文比较的是预算相同的网络（Huang 2017，图 3）</translation>
    </message>
    <message>
        <source>Put every panel back in its first place</source>
        <translation>把所有面板放回最初的位置</translation>
    </message>
    <message>
        <source>Have torchinfo count the network too, and compare</source>
        <translation>让 torchinfo 也统计一遍并比较</translation>
    </message>
    <message>
        <source>Let one or two fields take a range of values and compare what every combination costs, as tables of depth and width do (Zagoruyko 2016, table 4)</source>
        <translation>让一两个字段取一系列值，比较每个组合的开销，如关于深度与宽度的表格（Zagoruyko 2016，表 4）</translation>
    </message>
    <message>
        <source>Show the network beside the baseline, aligned by stage and block</source>
        <translation>与基线并列显示网络，按阶段和块对齐</translation>
    </message>
    <message>
        <source>From now on every number shows its difference from the network as it is now</source>
        <translation>此后每个数字都显示与当前网络的差</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Pin as baseline</source>
        <translation>固定为基线</translation>
    </message>
    <message>
        <source>Unpin the baseline</source>
        <translation>取消基线</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>WindowTools</name>
    <message>
        <source>A training goes on</source>
        <translation>训练仍在进行</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is still training.</source>
        <translation>“{}”仍在训练。</translation>
    </message>
    <message>
        <source>Save network as Python code</source>
        <translation>将网络存为 Python 代码</translation>
    </message>
    <message>
        <source>Stopped, it keeps its weights and can be resumed. Without the window it trains to its end; the next window lists it as running, follows it and can stop it.</source>
        <translation>停止后权重会保留，之后可以继续训练。脱离窗口后它会一直训练到结束；下次打开窗口时，它在运行列表中显示为运行中，可以实时查看，也可以停止。</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Go on without the window</source>
        <translation>脱离窗口继续训练</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Close {}</source>
        <translation>关闭{}</translation>
    </message>
    <message>
        <source>Put {} back into the window</source>
        <translation>将“{}”放回窗口</translation>
    </message>
    <message>
        <source>Drag to move {}; double-click to float it</source>
        <translation>拖动以移动{}；双击使其浮动</translation>
    </message>
</context>
</TS>
