using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using DslManifolds.Benchmarks.Peers;

namespace DslManifolds.Benchmarks;

/// <summary>BenchmarkDotNet's command line, or the comparison with other programs: <c>peers</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["peers", .. var rest])
            return PeerProgram.Run(rest);
        RunBenchmarks(arguments);
        return 0;
    }

    private static void RunBenchmarks(string[] arguments)
    {
        // In process: a project that BenchmarkDotNet generates would need its own copy of libtorch.
        var job = Job.ShortRun.WithToolchain(new InProcessNoEmitToolchain(logOutput: false)).WithIterationCount(9);
        var config = DefaultConfig.Instance
            .AddJob(job)
            .AddColumn(StatisticColumn.Median)
            .WithOptions(ConfigOptions.JoinSummary)
            .HideColumns(Column.Error, Column.StdDev);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
    }
}
