using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// Numbers and matrices of a generated model's expressions, as tensors. TorchSharp does not hold a scalar during a call, so that one
/// made for the call alone can be finalized under it; a tensor that the model keeps cannot.
/// </summary>
/// <remarks>
/// There is one <see cref="Set"/> for every element type and device that the model has met, kept until the model is disposed: a set
/// that one thread uses never goes away because another thread computes in another type. Methods may be called from any thread.
/// It is a module, though without parameters, so that the module it is registered with disposes it.
/// </remarks>
/// <param name="matrices">Matrices, addressed by their place.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConstantTensors(params double[][,] matrices) : nn.Module(nameof(ConstantTensors))
{
    private readonly List<Set> sets = [];
    private volatile Set? latest;

    /// <summary>The tensors that fit a point: of its element type, on its device.</summary>
    /// <param name="x">The point.</param>
    public Set For(Tensor x) => latest is { } set && set.Fits(x) ? set : Find(x);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (sets)
            {
                latest = null;
                foreach (var set in sets)
                    set.Clear();
                sets.Clear();
            }
        }

        base.Dispose(disposing);
    }

    private Set Find(Tensor x)
    {
        lock (sets)
        {
            var set = sets.Find(known => known.Fits(x));
            if (set is null)
            {
                set = new Set(matrices, x);
                sets.Add(set);
            }

            return latest = set;
        }
    }

    /// <summary>Constants of one element type on one device. All tensors belong to the set and are never to be changed.</summary>
    public sealed class Set
    {
        private readonly double[][,] matrices;
        private readonly ScalarType dtype;
        private readonly DeviceType deviceType;
        private readonly int deviceIndex;
        private readonly Device device;
        private readonly Dictionary<double, Tensor> numbers = [];
        private readonly Dictionary<int, Tensor> identities = [];
        private readonly (Tensor Plain, Tensor Transposed)?[] made;

        internal Set(double[][,] matrices, Tensor like)
        {
            this.matrices = matrices;
            (dtype, deviceType, deviceIndex, device) = (like.dtype, like.device_type, like.device_index, like.device);
            made = new (Tensor, Tensor)?[matrices.Length];
            One = Number(1);
        }

        /// <summary>The number 1, without dimensions.</summary>
        public Tensor One { get; }

        /// <summary>A number, without dimensions.</summary>
        /// <param name="value">The number.</param>
        public Tensor Number(double value)
        {
            lock (numbers)
            {
                if (!numbers.TryGetValue(value, out var number))
                {
                    number = Kept(() => tensor(value, dtype: dtype, device: device));
                    numbers.Add(value, number);
                }

                return number;
            }
        }

        /// <summary>A matrix, (rows, columns).</summary>
        /// <param name="index">Its place.</param>
        public Tensor Matrix(int index) => Made(index).Plain;

        /// <summary>The transpose of a matrix, (columns, rows).</summary>
        /// <param name="index">The matrix's place.</param>
        public Tensor MatrixTransposed(int index) => Made(index).Transposed;

        /// <summary>The identity matrix, (size, size).</summary>
        /// <param name="size">Its size.</param>
        public Tensor Identity(int size)
        {
            lock (identities)
            {
                if (!identities.TryGetValue(size, out var identity))
                {
                    identity = Kept(() => eye(size, dtype: dtype, device: device));
                    identities.Add(size, identity);
                }

                return identity;
            }
        }

        internal bool Fits(Tensor x) => x.dtype == dtype && x.device_type == deviceType && x.device_index == deviceIndex;

        internal void Clear()
        {
            lock (numbers)
                Dispose(numbers.Values);
            lock (identities)
                Dispose(identities.Values);
            lock (made)
            {
                Dispose(made.OfType<(Tensor Plain, Tensor Transposed)>().SelectMany(pair => new[] { pair.Transposed, pair.Plain }));
            }
        }

        private (Tensor Plain, Tensor Transposed) Made(int index)
        {
            lock (made)
            {
                return made[index] ??= Make();
            }

            (Tensor, Tensor) Make()
            {
                var plain = Kept(() => tensor(matrices[index], dtype: dtype, device: device));
                return (plain, Kept(plain.t));
            }
        }

        /// <summary>Detached from any scope of the caller, and no part of what autograd records.</summary>
        private static Tensor Kept(Func<Tensor> make)
        {
            using var gradient = no_grad();
            return make().DetachFromDisposeScope();
        }

        private static void Dispose(IEnumerable<Tensor> tensors)
        {
            foreach (var tensor in tensors)
                tensor.Dispose();
        }
    }
}
