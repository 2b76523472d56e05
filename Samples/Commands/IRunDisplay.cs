namespace DslManifolds.Samples.Commands;

/// <summary>Shows how far a run is.</summary>
internal interface IRunDisplay
{
    /// <summary>Begins a part of the run. Disposing it says that the part is done.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="steps">Number of steps it takes.</param>
    IRunStage Begin(string title, int steps);
}
