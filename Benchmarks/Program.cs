using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using TorchSharp;

// One thread, as every figure of the documentation. In process: a project that BenchmarkDotNet generates would need its own
// copy of libtorch.
torch.set_num_threads(1);
var job = Job.ShortRun.WithToolchain(new InProcessNoEmitToolchain(logOutput: false)).WithIterationCount(9);
var config = DefaultConfig.Instance
    .AddJob(job)
    .AddColumn(StatisticColumn.Median)
    .WithOptions(ConfigOptions.JoinSummary)
    .HideColumns(Column.Error, Column.StdDev);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
