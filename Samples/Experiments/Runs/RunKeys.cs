namespace DslManifolds.Samples.Experiments;

/// <summary>The keys of <c>metrics.json</c> that tell how a run was made.</summary>
internal static class RunKeys
{
    /// <summary>Sets the keys that name the run.</summary>
    public static void Set(RunContext context)
    {
        context.Metrics.Set("experiment", context.Name);
        context.Metrics.Set("seed", context.Settings.Seed);
        context.Metrics.Set("backend", context.Settings.BackendName);
        context.Metrics.Set("device", context.Settings.Device);
        context.Metrics.Set("threads", context.Settings.Threads);
    }

    /// <summary>Sets <c>wall_s.process</c>: the time since <see cref="RunContext.Started"/>. Call it last.</summary>
    public static void End(RunContext context) =>
        context.Metrics.Set("wall_s.process", (DateTime.Now - context.Started).TotalSeconds);
}
