using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

// In process: a project that BenchmarkDotNet generates would need its own copy of libtorch.
var job = Job.ShortRun.WithToolchain(new InProcessNoEmitToolchain(logOutput: false)).WithIterationCount(9);
var config = DefaultConfig.Instance
    .AddJob(job)
    .AddColumn(StatisticColumn.Median)
    .WithOptions(ConfigOptions.JoinSummary)
    .HideColumns(Column.Error, Column.StdDev);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
