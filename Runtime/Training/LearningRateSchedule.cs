namespace DslManifolds.Training;

/// <summary>How the learning rate changes over the steps of a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays as it is, as in the paper.</summary>
    Constant,

    /// <summary>
    /// It falls along half a cosine wave: at step t of T, counted from 0, it is its first value times (1 + cos(π t / T)) / 2. What noise
    /// of the batches leaves in the parameters dies away with it. Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with
    /// warm restarts", ICLR 2017, equation 5, without restarts.
    /// </summary>
    Cosine,
}
