using DslManifolds.Runtime.Tests.Models;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

internal readonly struct Plane1 : ISizes
{
    public static int Ambient => 2;

    public static int Outputs => 1;
}

internal readonly struct Space1 : ISizes
{
    public static int Ambient => 3;

    public static int Outputs => 1;
}

internal readonly struct Space2 : ISizes
{
    public static int Ambient => 3;

    public static int Outputs => 2;
}

internal readonly struct Five3 : ISizes
{
    public static int Ambient => 5;

    public static int Outputs => 3;
}

internal readonly struct Six4 : ISizes
{
    public static int Ambient => 6;

    public static int Outputs => 4;
}

internal readonly struct Seven5 : ISizes
{
    public static int Ambient => 7;

    public static int Outputs => 5;
}

internal readonly struct Nine6 : ISizes
{
    public static int Ambient => 9;

    public static int Outputs => 6;
}

internal readonly struct Nine7 : ISizes
{
    public static int Ambient => 9;

    public static int Outputs => 7;
}

internal readonly struct Ten8 : ISizes
{
    public static int Ambient => 10;

    public static int Outputs => 8;
}

internal readonly struct Twelve9 : ISizes
{
    public static int Ambient => 12;

    public static int Outputs => 9;
}

internal readonly struct Sixty50 : ISizes
{
    public static int Ambient => 60;

    public static int Outputs => 50;
}
