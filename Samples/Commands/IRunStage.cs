namespace DslManifolds.Samples.Commands;

/// <summary>One part of a run, in progress.</summary>
internal interface IRunStage : IDisposable
{
    /// <summary>Says how many steps are done, with a word on how it goes.</summary>
    void Report(int done, string detail = "");
}
