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
        <source>Input image</source>
        <translation>输入图像</translation>
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
        <source>all {} previous channels</source>
        <translation>之前的全部 {} 个通道</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>起始层（stem）</translation>
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
        <source>activation that closes the stage</source>
        <translation>结束该阶段的激活</translation>
    </message>
    <message>
        <source>{} × {}, all identical</source>
        <translation>{} × {}，全部相同</translation>
    </message>
    <message>
        <source>identity: the input is added unchanged</source>
        <translation>恒等：输入原样相加</translation>
    </message>
    <message>
        <source>zero padding: subsampled, missing channels are zeros</source>
        <translation>补零：下采样，缺少的通道补零</translation>
    </message>
    <message>
        <source>projection: a 1×1 convolution with batch norm</source>
        <translation>投影：带批归一化的 1×1 卷积</translation>
    </message>
    <message>
        <source>a 1×1 convolution without batch norm</source>
        <translation>不带批归一化的 1×1 卷积</translation>
    </message>
    <message>
        <source>none: a plain network</source>
        <translation>无：普通网络</translation>
    </message>
    <message>
        <source>head</source>
        <translation>分类头</translation>
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
        <source>Pin a network as the baseline to show every number&apos;s difference from it</source>
        <translation>将一个网络固定为基线，每个数字都会显示与它的差</translation>
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
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Depth as counted in the papers, and the width or growth rate</source>
        <translation>按论文口径的深度，以及宽度或增长率</translation>
    </message>
    <message>
        <source>Trainable parameters</source>
        <translation>可训练参数量</translation>
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
        <source>Select the previous part</source>
        <translation>选择前一个部件</translation>
    </message>
    <message>
        <source>Select the next part</source>
        <translation>选择后一个部件</translation>
    </message>
    <message>
        <source>Select the first part</source>
        <translation>选择第一个部件</translation>
    </message>
    <message>
        <source>Select the last part</source>
        <translation>选择最后一个部件</translation>
    </message>
    <message>
        <source>Select the previous block</source>
        <translation>选择前一个块</translation>
    </message>
    <message>
        <source>Select the next block</source>
        <translation>选择后一个块</translation>
    </message>
    <message>
        <source>Add a block or layer</source>
        <translation>增加一个块或层</translation>
    </message>
    <message>
        <source>Remove a block or layer</source>
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
        <source>Draw every block and dense layer separately (Shift+Space; Space for the selected stage)</source>
        <translation>画出每一个块和每一个稠密层（Shift+空格；空格：所选阶段）</translation>
    </message>
    <message>
        <source>This network has no repeats</source>
        <translation>此网络中没有重复</translation>
    </message>
    <message>
        <source>Show the whole network (0, or double-click the background)</source>
        <translation>显示整个网络（0，或双击空白处）</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>保存图片…</translation>
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
        <source>Save the whole network as a PNG or SVG figure</source>
        <translation>将整个网络存为 PNG 或 SVG 图片</translation>
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
        <source>Showing the last valid network; the fields say what is wrong now.</source>
        <translation>显示的是最近一个有效的网络；当前的问题见各字段旁。</translation>
    </message>
    <message>
        <source>No stages left: click one of these, or drag it into the figure.</source>
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
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recall: the share of this class&apos;s images that is classified correctly</source>
        <translation>召回率：该类别的图像中分类正确的比例</translation>
    </message>
    <message>
        <source>Precision: the share of images classified as this class that belong to it</source>
        <translation>精确率：被分为该类别的图像中确实属于它的比例</translation>
    </message>
    <message>
        <source>Most often confused with</source>
        <translation>最常混淆为</translation>
    </message>
    <message>
        <source>The class that its images are most often misclassified as</source>
        <translation>其图像最常被误分到的类别</translation>
    </message>
    <message>
        <source>How many images that is</source>
        <translation>涉及的图像数</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <source>Classes</source>
        <translation>各类别</translation>
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
        <source>Search for a command, a field, a preset or a file</source>
        <translation>搜索命令、字段、预设或文件</translation>
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
        <source>The file no longer exists</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>Recent file</source>
        <translation>最近的文件</translation>
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
        <translation>各轮结果</translation>
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
        <source>different shapes or costs</source>
        <translation>形状或开销不同</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
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
        <source>Aligned for the fewest differing fields: = same, ≠ changed, + added, − removed</source>
        <translation>按差异字段最少对齐：= 相同，≠ 已改，+ 新增，− 删除</translation>
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
        <source>Trainable parameters: current minus baseline</source>
        <translation>可训练参数量：当前减去基线</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image: current minus baseline</source>
        <translation>一幅图像的乘加次数：当前减去基线</translation>
    </message>
    <message>
        <source>Act. mem.</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Activation memory: current minus baseline</source>
        <translation>激活内存：当前减去基线</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
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
        <source>Copy the comparison</source>
        <translation>复制比较结果</translation>
    </message>
    <message>
        <source>Copy the comparison with exact numbers</source>
        <translation>以精确数字复制比较结果</translation>
    </message>
    <message>
        <source>No baseline yet. Use the pin above to pin the current network, or choose a preset or a file; every number then shows its difference.</source>
        <translation>还没有基线。用上方的图钉固定当前网络，或选择一个预设或文件；之后每个数字都会显示与它的差。</translation>
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
        <source>{0:,} of {1:,} images of {2} are classified correctly ({3})</source>
        <translation>{2} 的 {1:,} 幅图像中有 {0:,} 幅分类正确（{3}）</translation>
    </message>
    <message>
        <source>{0:,} of {1:,} images of {2} are classified as {4} ({3})</source>
        <translation>{2} 的 {1:,} 幅图像中有 {0:,} 幅被分为 {4}（{3}）</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>预测类别</translation>
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
        <source>Numbers and colours are shares of each row, so that rare classes are visible too</source>
        <translation>数字和颜色按行归一化，少见的类别也看得清</translation>
    </message>
    <message>
        <source>Rows are true classes, columns are predicted classes.</source>
        <translation>行是真实类别，列是预测类别。</translation>
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
        <source>Memory that training needs, and whether it fits a device</source>
        <translation>训练所需的内存，以及设备能否容纳</translation>
    </message>
    <message>
        <source>Each part&apos;s share of parameters, MACs and memory</source>
        <translation>各部件占参数量、MACs 和内存的比例</translation>
    </message>
    <message>
        <source>Why counters differ</source>
        <translation>计数口径对照</translation>
    </message>
    <message>
        <source>How papers and other programs count the same network, and why</source>
        <translation>论文和其他程序如何统计同一网络，以及原因</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
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
        <source>Choose a folder that holds a folder of images for each class.</source>
        <translation>请选择一个文件夹，其中每个类别有一个图像子文件夹。</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>正在读取文件夹…</translation>
    </message>
    <message>
        <source>{:,} classes · {:,} training · {:,} test images</source>
        <translation>{:,} 个类别 · {:,} 幅训练图像 · {:,} 幅测试图像</translation>
    </message>
    <message>
        <source>Downloaded once, on first use: {}</source>
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
        <source>A device of this machine, or a size such as 11 GiB</source>
        <translation>本机的设备，或一个容量，如 11 GiB</translation>
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
        <source>The best epoch: its weights are saved as best.safetensors.</source>
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
        <translation>各轮结果</translation>
    </message>
    <message>
        <source>The epochs of the selected run are listed here.</source>
        <translation>所选运行的各轮列在这里。</translation>
    </message>
    <message>
        <source>Save the epochs as CSV</source>
        <translation>将各轮存为 CSV</translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Internal error ({}: {}); your work is safe.</source>
        <translation>程序内部错误（{}：{}）；您的工作没有丢失。</translation>
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
        <source>use a network from the sweep</source>
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
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>Weights with experiment, classes and normalisation; safe to load, contains no code.</source>
        <translation>权重连同实验、类别和归一化；不含代码，可安全加载。</translation>
    </message>
    <message>
        <source>PyTorch state dict (.pt)</source>
        <translation>PyTorch 状态字典 (.pt)</translation>
    </message>
    <message>
        <source>Weights only, with torchvision&apos;s names if torchvision has the network.</source>
        <translation>仅权重；torchvision 有此网络时采用它的名称。</translation>
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
        <source>Takes values from 0 to 1 and normalises them in the network.</source>
        <translation>接受 0 到 1 的值，由网络自行归一化。</translation>
    </message>
    <message>
        <source>Outputs probabilities instead of logits.</source>
        <translation>输出概率而不是 logits。</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>The file is read back and compared with the network; an experiment and a receipt are written beside it.</source>
        <translation>文件会被读回并与网络比较；旁边会写入实验和回执。</translation>
    </message>
    <message>
        <source>{} already exists in {}.</source>
        <translation>{1} 中已存在 {0}。</translation>
    </message>
    <message>
        <source>Its current content will be lost.</source>
        <translation>原有内容将会丢失。</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>替换该文件吗？</translation>
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
        <source>Opened {}</source>
        <translation>已打开 {}</translation>
    </message>
    <message>
        <source>{} (and {} more)</source>
        <translation>{}（另有 {} 条）</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} 无法读取：{}。</translation>
    </message>
    <message>
        <source>If not, Undo can still bring them back.</source>
        <translation>不保存也可以用“撤销”找回。</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>否则修改会丢失。</translation>
    </message>
    <message>
        <source>start from {}</source>
        <translation>以 {} 开始</translation>
    </message>
    <message>
        <source>Training starts from the weights of {}</source>
        <translation>训练将从 {} 的权重开始</translation>
    </message>
    <message>
        <source>{} is neither a run nor a folder of images with one sub-folder for each class.</source>
        <translation>{} 既不是一次运行，也不是按类别分子文件夹的图像文件夹。</translation>
    </message>
    <message>
        <source>train on {}</source>
        <translation>用 {} 训练</translation>
    </message>
    <message>
        <source>Training uses the images in {}</source>
        <translation>训练将使用 {} 中的图像</translation>
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
        <translation>起始层（stem）</translation>
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
        <source>{}, classified as {} ({})</source>
        <translation>{}，被分为 {}（{}）</translation>
    </message>
    <message>
        <source>{}, correct ({})</source>
        <translation>{}，正确（{}）</translation>
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
        <source>Logarithmic axis: equal factors are equal distances, so that small blocks are visible too</source>
        <translation>对数坐标轴：相等的倍数对应相等的间距，小的块也看得见</translation>
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
        <source>Trainable parameters of each block</source>
        <translation>每个块的可训练参数量</translation>
    </message>
    <message>
        <source>Multiply-accumulates of each block for one image</source>
        <translation>每个块处理一幅图像的乘加次数</translation>
    </message>
    <message>
        <source>Act. mem., MiB</source>
        <translation>激活内存，MiB</translation>
    </message>
    <message>
        <source>Activation memory that each block adds for one image</source>
        <translation>每个块为一幅图像增加的激活内存</translation>
    </message>
    <message>
        <source>{} activation memory</source>
        <translation>激活内存 {}</translation>
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
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Name of the experiment</source>
        <translation>实验名称</translation>
    </message>
    <message>
        <source>Name of the experiment, also used to name its runs</source>
        <translation>实验名称，也用于命名它的运行</translation>
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
        <source>Choose a preset (Ctrl+P) or drag stages onto the figure. Click a part and change its fields: shapes, parameters, MACs, memory and channels update at every keystroke. An invalid field says why. Everything can be undone.</source>
        <translation>选择一个预设（Ctrl+P），或把阶段拖到图上。点击一个部件并修改其字段：形状、参数量、MACs、内存和通道随每次按键更新。无效的字段会说明原因。一切都可以撤销。</translation>
    </message>
    <message>
        <source>See what it costs</source>
        <translation>了解开销</translation>
    </message>
    <message>
        <source>The layer table is a tree of stages and blocks with their totals; the chart shows channels, resolution, parameters, MACs, memory and receptive field of each block. Pin a baseline to see the difference of every number. &quot;Why counters differ&quot; explains the counts of other programs.</source>
        <translation>层表是由阶段和块组成的树，附有合计；图表显示每个块的通道、分辨率、参数量、MACs、内存和感受野。固定一个基线即可看到每个数字的差。“计数口径对照”说明其他程序的计数为何不同。</translation>
    </message>
    <message>
        <source>On the Train page choose data and a recipe, then press Train (Ctrl+Return). The job runs in a separate process: the window stays responsive, and stopping saves the weights.</source>
        <translation>在训练页选择数据和训练方案，然后按“训练”（Ctrl+Return）。任务在单独的进程中运行：界面不会卡住，停止时会保存权重。</translation>
    </message>
    <message>
        <source>See what happened</source>
        <translation>了解训练结果</translation>
    </message>
    <message>
        <source>Select several runs in the table to overlay their curves. The best epoch is marked, and its weights are saved.</source>
        <translation>在表中选择几次运行，即可叠加它们的曲线。最佳的一轮有标记，其权重会保存。</translation>
    </message>
    <message>
        <source>Export it</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the weights, code or graph of a run. Every export is loaded in a separate process and compared with the network. Networks that torchvision has use torchvision&apos;s names.</source>
        <translation>导出一次运行的权重、代码或计算图。每个导出文件都会在单独的进程中加载并与网络比较。torchvision 已有的网络采用 torchvision 的名称。</translation>
    </message>
    <message>
        <source>Ctrl+K searches commands, fields, presets and recent files; F1 lists the keyboard shortcuts.</source>
        <translation>Ctrl+K 搜索命令、字段、预设和最近的文件；F1 列出快捷键。</translation>
    </message>
    <message>
        <source>Train it</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>找到任何东西</translation>
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
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
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
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Images before and after augmentation</source>
        <translation>增强前后的图像</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Network input</source>
        <translation>网络输入</translation>
    </message>
    <message>
        <source>Augmented</source>
        <translation>增强后</translation>
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
        <source>Best test acc.</source>
        <translation>最佳测试准确率</translation>
    </message>
    <message>
        <source>Peak memory of the job on its device, if the device reports it</source>
        <translation>任务在设备上的内存峰值（设备提供时显示）</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
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
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
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
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>PyTorch is loading; you can already start training.</source>
        <translation>PyTorch 正在加载；已经可以开始训练。</translation>
    </message>
    <message>
        <source>No training in this window yet.</source>
        <translation>此窗口中还没有训练过。</translation>
    </message>
    <message>
        <source>Finishing the step and saving the weights.</source>
        <translation>正在完成当前步并保存权重。</translation>
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
        <source>Loading the data and building the network.</source>
        <translation>正在加载数据、构建网络。</translation>
    </message>
    <message>
        <source>{}; everything is saved.</source>
        <translation>{}；一切都已保存。</translation>
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
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Before the first step; nothing to save.</source>
        <translation>尚未完成第一步，没有可保存的内容。</translation>
    </message>
    <message>
        <source>In the first epoch, after {:,} steps and {}; weights saved.</source>
        <translation>在第 1 轮中，经过 {:,} 步，{}；权重已保存。</translation>
    </message>
    <message>
        <source>After {} epochs and {}; weights saved.</source>
        <translation>经过 {} 轮，{}；权重已保存。</translation>
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
        <source>Processes on each machine</source>
        <translation>每台机器的进程数</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>机器数</translation>
    </message>
    <message>
        <source>Train on several processes or machines</source>
        <translation>用多个进程或多台机器训练</translation>
    </message>
    <message>
        <source>One for each GPU, or a few on CPUs</source>
        <translation>每块 GPU 一个；在 CPU 上几个即可</translation>
    </message>
    <message>
        <source>Run the same command on each of them</source>
        <translation>在每台机器上执行同一条命令</translation>
    </message>
    <message>
        <source>Name or address of one of the machines</source>
        <translation>其中一台机器的名称或地址</translation>
    </message>
    <message>
        <source>Rendezvous address</source>
        <translation>会合地址</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>A folder that all machines can access</source>
        <translation>所有机器都能访问的文件夹</translation>
    </message>
    <message>
        <source>Save the experiment…</source>
        <translation>保存实验…</translation>
    </message>
    <message>
        <source>The command needs the experiment&apos;s file: save the current experiment first.</source>
        <translation>命令需要实验文件：请先保存当前的实验。</translation>
    </message>
    <message>
        <source>Run it in a terminal. The batch is divided among the processes; after a failure, the same command resumes the run.</source>
        <translation>在终端中执行。批量由各进程分担；出错中断后再次执行同一命令即可继续。</translation>
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
    <message>
        <source>Show only layers whose name, type or output shape contains every word</source>
        <translation>只显示名称、类型或输出形状含有所有词的层</translation>
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
        <source>Stages, blocks and layers, named as in the state dict</source>
        <translation>阶段、块和层，名称与状态字典一致</translation>
    </message>
    <message>
        <source>The torch module of a layer; the kind of a block or stage</source>
        <translation>该层的 torch 模块；块或阶段的种类</translation>
    </message>
    <message>
        <source>Channels × height × width of the output; sorted by the number of values</source>
        <translation>输出的 通道 × 高 × 宽；按元素个数排序</translation>
    </message>
    <message>
        <source>Trainable parameters; the bar is the share of the network</source>
        <translation>可训练参数量；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image; the bar is the share of the network</source>
        <translation>一幅图像的乘加次数；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Act. mem.</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Activation memory that the layer adds for one image</source>
        <translation>该层为一幅图像增加的激活内存</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
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
        <source>Receptive field: pixels of the image, along one side, that a value depends on</source>
        <translation>感受野：一个值沿一边依赖图像的多少像素</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
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
        <source>Fit to width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>The most important columns that fit the width of the table</source>
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
        <source>The network by other counting conventions</source>
        <translation>按其他口径统计的网络</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>choose {}</source>
        <translation>选择 {}</translation>
    </message>
    <message>
        <source>Choose a preset (Ctrl+P) or edit a part: every number and the figure update at once.</source>
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
        <source>Stopping. The window closes once the training has saved its weights.</source>
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
        <source>SGD keeps one momentum for each parameter, AdamW two moments (Kingma 2014)</source>
        <translation>SGD 为每个参数保存一个动量，AdamW 保存两个矩（Kingma 2014）</translation>
    </message>
    <message>
        <source>Copies of convolution and linear weights that autocast makes at each step</source>
        <translation>autocast 每一步为卷积和线性层权重生成的副本</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Activations saved by the forward pass; the only part that grows with the batch size</source>
        <translation>前向传播保存的激活；唯一随批量增长的一项</translation>
    </message>
    <message>
        <source>bf16 copies</source>
        <translation>bf16 副本</translation>
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
        <source>Keep the batch size, accumulate {} times</source>
        <translation>保持批量大小，梯度累积 {} 步</translation>
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
        <source>Libraries need workspace on top of this: leave some room.</source>
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
        <source>Fits in {}</source>
        <translation>{} 可容纳</translation>
    </message>
    <message>
        <source>Does not fit in {}</source>
        <translation>{} 容纳不下</translation>
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
        <source>No step of this run is complete yet: its curves will appear here.</source>
        <translation>此运行还没有完成任何一步：曲线会显示在这里。</translation>
    </message>
    <message>
        <source>Start a training to see its curves here.</source>
        <translation>开始训练后，曲线会显示在这里。</translation>
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
</context>
<context>
    <name>NearestDialog</name>
    <message>
        <source>Find by budget</source>
        <translation>按预算查找网络</translation>
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
        <source>Unit of the budget</source>
        <translation>预算的单位</translation>
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
        <source>{} networks evaluated…</source>
        <translation>已计算 {} 个网络…</translation>
    </message>
    <message>
        <source>{} networks evaluated; the nearest of each family first.</source>
        <translation>共计算 {} 个网络；先列出每个家族中最接近的。</translation>
    </message>
    <message>
        <source>The image is too small for any of them.</source>
        <translation>图像对它们来说都太小。</translation>
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
        <source>Draw every block separately (Space)</source>
        <translation>画出每一个块（空格）</translation>
    </message>
    <message>
        <source>There is no figure yet: the network has not been valid so far.</source>
        <translation>还没有图：网络尚未有效过。</translation>
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
        <source>The whole network: drag the frame, or click where to go</source>
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
        <translation>起始层（stem）</translation>
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
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>current network</source>
        <translation>当前网络</translation>
    </message>
    <message>
        <source>against</source>
        <translation>相对</translation>
    </message>
</context>
<context>
    <name>PlotControls</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
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
        <source>Training: every step</source>
        <translation>训练：每一步</translation>
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
        <source>The epoch with the highest test accuracy; its weights are saved</source>
        <translation>测试准确率最高的一轮，其权重会保存</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Number of steps that the training curve is smoothed over; far left: off</source>
        <translation>训练曲线平滑所用的步数；最左为关闭</translation>
    </message>
    <message>
        <source>Horizontal axis of the curves</source>
        <translation>曲线的横轴</translation>
    </message>
    <message>
        <source>Draw the curves over steps, epochs or training time, to compare runs with different batch sizes</source>
        <translation>以步数、轮数或训练时间为横轴，便于比较批量大小不同的运行</translation>
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
        <source>network input</source>
        <translation>网络输入</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Custom network</source>
        <translation>自定义网络</translation>
    </message>
    <message>
        <source>{}. Start from another preset (Ctrl+P)</source>
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
        <source>Training images</source>
        <translation>训练图像</translation>
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
        <source>Shuffle</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Show other images with other augmentations.</source>
        <translation>显示另一些图像和另一些增强结果。</translation>
    </message>
    <message>
        <source>Loading images…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <source>{:,} images for training, {:,} for testing, {:,} classes. Test images are never changed.</source>
        <translation>{:,} 幅训练，{:,} 幅测试，{:,} 个类别。测试图像从不改变。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>各类别</translation>
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
        <source>Use this rate</source>
        <translation>使用此学习率</translation>
    </message>
    <message>
        <source>Training briefly with an increasing learning rate; the result is discarded…</source>
        <translation>以递增的学习率做一次短训练，结果随后丢弃…</translation>
    </message>
    <message>
        <source>The loss did not fall; click the curve to choose a rate, or try a smaller batch.</source>
        <translation>损失没有下降；请在曲线上点击选择学习率，或试试更小的批量。</translation>
    </message>
    <message>
        <source>The loss falls fastest at {}. Click the curve to choose another rate.</source>
        <translation>损失在 {} 处下降最快。点击曲线可选择另一个学习率。</translation>
    </message>
    <message>
        <source>Step {:,} of {:,}: rate {}, loss {}</source>
        <translation>第 {:,} 步，共 {:,} 步：学习率 {}，损失 {}</translation>
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
        <source>{} (no longer exists)</source>
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
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>&lt;p&gt;Recipes of tutorials, papers and current practice. Seed and device are not changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;教程、论文和当前实践中的训练方案。随机种子和设备保持不变。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Modified: it is saved with the network; choose a named recipe to start over.</source>
        <translation>已修改：会随网络一起保存；选择一个命名的方案可重新开始。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows some training images before and after augmentation, and the number of images in each class.&lt;/p&gt;</source>
        <translation>&lt;p&gt;显示几幅增强前后的训练图像，以及各类别的图像数。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains briefly with an increasing learning rate and shows where the loss falls (Smith 2015).&lt;/p&gt;</source>
        <translation>&lt;p&gt;以递增的学习率做一次短训练，显示损失在哪里下降（Smith 2015）。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Images…</source>
        <translation>图像…</translation>
    </message>
    <message>
        <source>Learning rate…</source>
        <translation>学习率…</translation>
    </message>
</context>
<context>
    <name>RecipeTools</name>
    <message>
        <source>use the recipe {}</source>
        <translation>使用训练方案 {}</translation>
    </message>
    <message>
        <source>use the learning rate found</source>
        <translation>使用找到的学习率</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>Not {}: {}</source>
        <translation>并非 {}：激活函数为 {}</translation>
    </message>
    <message>
        <source>= {} ✓</source>
        <translation>与 {} 完全一致</translation>
    </message>
    <message>
        <source>= {} ✓: {} parameters, {} MACs</source>
        <translation>与 {} 完全一致：{} 个参数，{} MACs</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>The program ended unexpectedly; unsaved changes of &quot;{}&quot; are available.</source>
        <translation>程序上次意外结束；“{}”未保存的修改仍在。</translation>
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
        <source>The network has changed since; verify again for a current report.</source>
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
        <source>Which weights of the run to use</source>
        <translation>使用运行中哪个时刻的权重</translation>
    </message>
    <message>
        <source>A folder of images…</source>
        <translation>图像文件夹…</translation>
    </message>
    <message>
        <source>The run&apos;s own test images</source>
        <translation>运行自带的测试图像</translation>
    </message>
    <message>
        <source>Images to test on</source>
        <translation>用来测试的图像</translation>
    </message>
    <message>
        <source>A folder with one sub-folder for each class, named after the class</source>
        <translation>文件夹中每个类别一个子文件夹，以类别命名</translation>
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
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Most confident mistakes</source>
        <translation>置信度最高的错误</translation>
    </message>
    <message>
        <source>No mistakes: every test image is classified correctly.</source>
        <translation>没有错误：所有测试图像都分类正确。</translation>
    </message>
    <message>
        <source>{} accuracy</source>
        <translation>准确率 {}</translation>
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
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
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
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Load the network and recipe of this run into the editor</source>
        <translation>把此运行的网络和训练方案载入编辑器</translation>
    </message>
    <message>
        <source>Show runs side by side: results and differences</source>
        <translation>将运行并列：结果以及不同之处</translation>
    </message>
    <message>
        <source>Resume this run where it was interrupted</source>
        <translation>从中断处继续这次运行</translation>
    </message>
    <message>
        <source>Classify images with this run&apos;s network, and see its classes, confusion matrix and most confident mistakes</source>
        <translation>用此运行的网络对图像分类，并查看各类别、混淆矩阵和置信度最高的错误</translation>
    </message>
    <message>
        <source>Write the weights of this run to a file</source>
        <translation>将这次运行的权重写入文件</translation>
    </message>
    <message>
        <source>Move the runs to the trash, except one that is running</source>
        <translation>把运行移到回收站；正在运行的除外</translation>
    </message>
    <message>
        <source>Also list the runs of another folder</source>
        <translation>同时列出另一个文件夹中的运行</translation>
    </message>
    <message>
        <source>All actions on runs</source>
        <translation>对运行的所有操作</translation>
    </message>
    <message>
        <source>Restore from the trash</source>
        <translation>从回收站恢复</translation>
    </message>
    <message>
        <source>Load this run&apos;s settings</source>
        <translation>载入此运行的设置</translation>
    </message>
    <message>
        <source>Results…</source>
        <translation>查看结果…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>load the settings of {}</source>
        <translation>载入 {} 的设置</translation>
    </message>
    <message>
        <source>Write a page about this run: network, curves, results, recipe, environment</source>
        <translation>写一页关于这次运行的报告：网络、曲线、结果、训练方案、环境</translation>
    </message>
    <message>
        <source>Open the folder of this run</source>
        <translation>打开这次运行的文件夹</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
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
        <source>More</source>
        <translation>更多</translation>
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
        <translation>训练仍在进行</translation>
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
        <source>A running training cannot be deleted; stop it first.</source>
        <translation>正在进行的训练不能删除；请先停止它。</translation>
    </message>
    <message>
        <source>{} is in the trash; restore it from the menu of the runs.</source>
        <translation>{} 已在回收站；可从运行的菜单恢复。</translation>
    </message>
    <message>
        <source>Runs moved to the trash: {}; restore them from the menu of the runs.</source>
        <translation>移到回收站的运行：{}；可从运行的菜单恢复。</translation>
    </message>
    <message>
        <source>Delete permanently, with weights and curves?</source>
        <translation>连同权重和曲线永久删除吗？</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Delete permanently</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>There is no trash for {}.</source>
        <translation>{} 没有回收站。</translation>
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
        <source>Classifying…</source>
        <translation>正在分类…</translation>
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
        <source>Best test acc.</source>
        <translation>最佳测试准确率</translation>
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
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Runs are listed here, with their weights saved.</source>
        <translation>所有运行都列在这里，权重都会保存。</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>默认的列</translation>
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
        <source>Show only runs that contain all these words in any column</source>
        <translation>只显示任意列中含有所有这些词的运行</translation>
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
        <source>Predictions as CSV…</source>
        <translation>预测结果存为 CSV…</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>保存结果</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>No matches.</source>
        <translation>无匹配项。</translation>
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
        <source>Ends the process without waiting; saved epochs are kept.</source>
        <translation>不再等待，直接终止进程；已保存的各轮会保留。</translation>
    </message>
</context>
<context>
    <name>StageChips</name>
    <message>
        <source>Drag it into the network, or click to add it after the selected part.</source>
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
        <source>1×1, 3×3 and 1×1 convolutions; the middle is a quarter as wide (He 2015).</source>
        <translation>1×1、3×3、1×1 卷积：中间的宽度为四分之一（He 2015）。</translation>
    </message>
    <message>
        <source>Every layer reads the outputs of all earlier layers and adds k channels (Huang 2017).</source>
        <translation>每一层读取此前所有层的输出，并增加 k 个通道（Huang 2017）。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>稠密</translation>
    </message>
</context>
<context>
    <name>StageCosts</name>
    <message>
        <source>Part</source>
        <translation>部件</translation>
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
        <source>Trainable parameters; the bar is the share of the network</source>
        <translation>可训练参数量；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image; the bar is the share of the network</source>
        <translation>一幅图像的乘加次数；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Activation memory of one image; the bar is the share of the network</source>
        <translation>一幅图像的激活内存；色条是在整个网络中的占比</translation>
    </message>
    <message>
        <source>Memory that a dense stage saves for each image by recomputing its concatenations in the backward pass (Pleiss 2017, arXiv:1707.06990), at the cost of one more forward pass of the stage</source>
        <translation>稠密阶段在反向传播中重新计算拼接，每幅图像可节省的内存（Pleiss 2017, arXiv:1707.06990），开销是多一次该阶段的前向传播</translation>
    </message>
    <message>
        <source>Click to select it</source>
        <translation>点击即可选中</translation>
    </message>
    <message>
        <source>Act. mem.</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Checkpointing</source>
        <translation>梯度检查点</translation>
    </message>
    <message>
        <source>{} has {} of the network</source>
        <translation>{} 占整个网络的 {}</translation>
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
        <source>Continue the training</source>
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
        <source>Invalid because</source>
        <translation>无效原因</translation>
    </message>
    <message>
        <source>Trainable parameters</source>
        <translation>可训练参数量</translation>
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
        <source>Activation memory, MiB</source>
        <translation>激活内存，MiB</translation>
    </message>
    <message>
        <source>Activation memory of one image: what autograd saves for the backward pass</source>
        <translation>一幅图像的激活内存：autograd 为反向传播保存的内容</translation>
    </message>
    <message>
        <source>Rec. field, px</source>
        <translation>感受野，像素</translation>
    </message>
    <message>
        <source>Receptive field: pixels of the image, along one side, that the last map sees</source>
        <translation>感受野：最后的特征图沿一边看到图像的多少像素</translation>
    </message>
    <message>
        <source>The first reason</source>
        <translation>第一个原因</translation>
    </message>
</context>
<context>
    <name>SweepDialog</name>
    <message>
        <source>Sweep (costs)</source>
        <translation>参数扫描</translation>
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
        <translation>共 {} 个组合</translation>
    </message>
    <message>
        <source>Stopped after {} combinations</source>
        <translation>在 {} 个组合后停止</translation>
    </message>
    <message>
        <source>, {} of them invalid.</source>
        <translation>，其中 {} 个无效。</translation>
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
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>{} in fp32</source>
        <translation>fp32 占 {}</translation>
    </message>
    <message>
        <source>for one image</source>
        <translation>每幅图像</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>{} trainable parameters: convolutions, batch norms and the linear layer. In fp32 they take {}.</source>
        <translation>{} 个可训练参数：卷积、批归一化和线性层。以 fp32 存放占 {}。</translation>
    </message>
    <message>
        <source>{} multiply-accumulates of convolutions and linear layers for one image, without biases. One MAC is two floating-point operations; papers often report MACs and call them FLOPs.</source>
        <translation>一幅图像在卷积和线性层上的 {} 次乘加，不计偏置。一次 MAC 是两次浮点运算；论文常给出 MACs 却称之为 FLOPs。</translation>
    </message>
    <message>
        <source>What autograd saves in the forward pass for the backward pass: {} for one image, {} for the recipe&apos;s batch of {} (fp32, without weights). It grows with the feature maps, not with the weights: dense blocks save every concatenation.</source>
        <translation>autograd 在前向传播中为反向传播保存的内容：一幅图像 {0}，按训练方案批量 {2} 时为 {1}（fp32，不含权重）。它随特征图而不是权重增长：稠密块要保存每一次拼接。</translation>
    </message>
    <message>
        <source>{} at batch {}</source>
        <translation>批量 {1} 时 {0}</translation>
    </message>
    <message>
        <source>One value of the last feature map depends on at most {0} × {0} pixels of the image, which has {1}. Large kernels and early strides widen the receptive field; shortcuts also pass smaller ones through.</source>
        <translation>最后一张特征图上的一个值至多依赖图像的 {0} × {0} 像素，图像为 {1}。大卷积核和靠前的步幅扩大感受野；捷径连接也让较小的感受野通过。</translation>
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
        <source>{} convolutions and linear layers from the image to the classes, counted as in the papers: without projections in shortcuts. With batch norms, activations and pools there are {} layers.</source>
        <translation>从图像到类别有 {} 个卷积和线性层，按论文的数法：不计捷径中的投影。连同批归一化、激活函数和池化共 {} 层。</translation>
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
        <source>torchvision publishes no weights for this network.</source>
        <translation>torchvision 没有发布这个网络的权重。</translation>
    </message>
    <message>
        <source>The recipe cannot be trained yet: {}.</source>
        <translation>训练方案还不能训练：{}。</translation>
    </message>
    <message>
        <source>The data cannot be used; see above.</source>
        <translation>数据无法使用：见上。</translation>
    </message>
    <message>
        <source>The network is not valid yet: {}.</source>
        <translation>网络尚无效：{}。</translation>
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
        <source>Continue with batch size {}</source>
        <translation>以批量大小 {} 继续</translation>
    </message>
    <message>
        <source>Continue with {} accumulation steps</source>
        <translation>以 {} 步梯度累积继续</translation>
    </message>
    <message>
        <source>Train again with learning rate {}</source>
        <translation>以学习率 {} 重新训练</translation>
    </message>
    <message>
        <source>reduce the learning rate</source>
        <translation>减小学习率</translation>
    </message>
    <message>
        <source>An earlier version of this experiment is training; your edits apply to the next run.</source>
        <translation>正在训练的是此实验较早的版本；您的修改将用于下一次运行。</translation>
    </message>
    <message>
        <source>match the network to the data</source>
        <translation>使网络与数据匹配</translation>
    </message>
</context>
<context>
    <name>TryView</name>
    <message>
        <source>Images and their predicted classes</source>
        <translation>图像及其预测类别</translation>
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
        <source>Drop images here, or open them</source>
        <translation>把图像拖到这里，或打开图像</translation>
    </message>
    <message>
        <source>Images of any size and format are rotated upright, scaled and cropped as in training.</source>
        <translation>任何大小和格式的图像都会像训练时一样摆正、缩放和裁剪。</translation>
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
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>{}: all shapes, parameters and MACs shown in the window equal those of the traced network.</source>
        <translation>{}：窗口显示的所有形状、参数量和 MACs 都与追踪所得的网络一致。</translation>
    </message>
    <message>
        <source>{}: the traced network differs from what the window shows in {} places.</source>
        <translation>{}：追踪所得的网络与窗口显示的有 {} 处不同。</translation>
    </message>
</context>
<context>
    <name>WeightsSection</name>
    <message>
        <source>torchvision (ImageNet)</source>
        <translation>torchvision（ImageNet）</translation>
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
        <source>Weights file</source>
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
        <source>This small ResNet is ready to train on handwritten digits, which takes half a minute. You can also choose another network (Ctrl+P) or an example.</source>
        <translation>这个小 ResNet 已经可以用手写数字来训练，大约半分钟。也可以选择另一个网络（Ctrl+P），或某个示例。</translation>
    </message>
    <message>
        <source>Train it</source>
        <translation>训练</translation>
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
        <source>Verify</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>The network has an error</source>
        <translation>网络有错误</translation>
    </message>
    <message>
        <source>One Python file with this network&apos;s classes that needs only torch</source>
        <translation>一个 Python 文件，内含该网络的类，只需要 torch</translation>
    </message>
    <message>
        <source>Network as Python code…</source>
        <translation>网络的 Python 代码…</translation>
    </message>
    <message>
        <source>Figure of the network…</source>
        <translation>网络图…</translation>
    </message>
    <message>
        <source>Choose a preset…</source>
        <translation>选择预设…</translation>
    </message>
    <message>
        <source>Figure of the chart…</source>
        <translation>图表图片…</translation>
    </message>
    <message>
        <source>Figure of the curves…</source>
        <translation>曲线图片…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Find the ResNets and DenseNets nearest to a number of parameters or MACs: papers compare networks of equal budget (Huang 2017, figure 3)</source>
        <translation>查找参数量或 MACs 最接近给定值的 ResNet 和 DenseNet：论文比较的是预算相同的网络（Huang 2017，图 3）</translation>
    </message>
    <message>
        <source>Vary one or two fields and compare the costs of every combination, like the tables of depth and width in the papers (Zagoruyko 2016, table 4)</source>
        <translation>让一两个字段取一系列值，比较每个组合的开销，如论文中关于深度与宽度的表格（Zagoruyko 2016，表 4）</translation>
    </message>
    <message>
        <source>Show every number&apos;s difference from the current network</source>
        <translation>每个数字都显示与当前网络的差</translation>
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
        <source>Find by budget…</source>
        <translation>按预算查找网络…</translation>
    </message>
    <message>
        <source>Sweep (costs)…</source>
        <translation>参数扫描…</translation>
    </message>
    <message>
        <source>Put every panel back in its original place</source>
        <translation>把所有面板放回最初的位置</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>跟随系统</translation>
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
        <source>Verifying…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Save everything and wait; the device is free meanwhile</source>
        <translation>保存全部状态并等待，其间设备空闲</translation>
    </message>
    <message>
        <source>The torchrun command for several GPUs or machines</source>
        <translation>用于多块 GPU 或多台机器的 torchrun 命令</translation>
    </message>
    <message>
        <source>Count the network with torchinfo and compare</source>
        <translation>用 torchinfo 统计并比较</translation>
    </message>
    <message>
        <source>Search commands…</source>
        <translation>搜索命令…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>训练仍在进行</translation>
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
        <source>Train on several machines…</source>
        <translation>用多台机器训练…</translation>
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
        <source>Guide</source>
        <translation>指南</translation>
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
        <source>Show the network beside the baseline, aligned by stage and block</source>
        <translation>与基线并列显示网络，按阶段和块对齐</translation>
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
        <source>&quot;{}&quot; is still training.</source>
        <translation>“{}”仍在训练。</translation>
    </message>
    <message>
        <source>If you stop it, its weights are saved and it can be resumed. Without the window it trains to its end; the next window lists it as running, follows it and can stop it.</source>
        <translation>停止后权重会保存，之后可以继续训练。脱离窗口后它会一直训练到结束；下次打开窗口时，它在运行列表中显示为运行中，可以实时查看，也可以停止。</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>训练仍在进行</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Continue without the window</source>
        <translation>脱离窗口继续训练</translation>
    </message>
    <message>
        <source>Save network as Python code</source>
        <translation>将网络存为 Python 代码</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Dock {} in the window</source>
        <translation>将“{}”放回窗口</translation>
    </message>
    <message>
        <source>Close {}</source>
        <translation>关闭{}</translation>
    </message>
    <message>
        <source>Drag to move {}; double-click to float it</source>
        <translation>拖动以移动{}；双击使其浮动</translation>
    </message>
</context>
</TS>
