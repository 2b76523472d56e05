namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A pushforward model from its parts.</summary>
internal sealed record TestPushforward(IEncoder Encoder, IDecoder Decoder, IEnergy LatentEnergy) : IPushforwardModel
{
    public int AmbientDimension => Decoder.AmbientDimension;

    public int LatentDimension => Decoder.LatentDimension;

    /// <summary>The von Mises density, concentration 2, on a circle.</summary>
    public static TestPushforward Circle(double radius = 1) =>
        new(AnalyticEncoder.Angle, new CircleDecoder(radius), new AngleEnergy());
}
