using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>The learning rate at each step of a training.</summary>
/// <param name="start">That of the first step.</param>
/// <param name="schedule">How it changes.</param>
/// <param name="steps">Steps of the whole training.</param>
internal readonly struct ScheduledRate(double start, LearningRateSchedule schedule, long steps)
{
    /// <summary>The rate at a step, counted from 0.</summary>
    public double At(long step) => schedule == LearningRateSchedule.Constant
        ? start
        : start * 0.5 * (1 + Math.Cos(Math.PI * step / steps));

    /// <summary>Sets an optimizer's rate for a step, counted from 0.</summary>
    public void Apply(optim.Optimizer optimizer, long step)
    {
        if (schedule == LearningRateSchedule.Constant)
            return;
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = At(step);
    }

    /// <summary>Raises an error for a number that names no schedule.</summary>
    public static void Validate(LearningRateSchedule schedule, string name)
    {
        if (!Enum.IsDefined(schedule))
            throw new ArgumentOutOfRangeException(name, schedule, "The learning rate is Constant or Cosine.");
    }
}
