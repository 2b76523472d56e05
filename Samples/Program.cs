using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
var von = new VonMises(2); var pts = von.SamplePoints(1000, new Random(0));
var g = PlaneField.GridPoints(1.5, 161);
var F = PlaneField.FromFlat(1.5, Enumerable.Range(0, g.GetLength(0)).Select(i => g[i,0]*g[i,0]+g[i,1]*g[i,1]-1).ToArray());
var E = PlaneField.FromFlat(1.5, Enumerable.Range(0, g.GetLength(0)).Select(i => -2*g[i,0]+0.3*Math.Sin(3*g[i,1])).ToArray());
var sF = new ColorScale(ColorMaps.Signed, -2, 2, "F(x)"); var sE = new ColorScale(ColorMaps.Energy, -3, 3, "E(x)"); var sD = new ColorScale(ColorMaps.Density, 0, 0.55, "density");
var n = 400; var v = new double[n,2]; var seg = new int[n,2]; var d = new double[n];
for (var i=0;i<n;i++){ var a=2*Math.PI*i/n; v[i,0]=Math.Cos(a); v[i,1]=Math.Sin(a); seg[i,0]=i; seg[i,1]=(i+1)%n; d[i]=von.Density(a);}
new Figure([new PlanePanel("Data", 1.5).AddPoints(pts, Ink.Data), new PlanePanel("Manifold-defining function", 1.5){Scale=sF}.AddField(F,sF,sF.Marks()).AddZeroSet(F), new PlanePanel("Energy", 1.5){Scale=sE}.AddField(E,sE,sE.Marks()).AddZeroSet(F)],
 [new PlanePanel("Ground truth", 1.5){Scale=sD}.AddCurve(v,seg,d,sD), new PlanePanel("Constrained EBM", 1.5){Scale=sD}.AddCurve(v,seg,d,sD)]).Save("/tmp/samplesdump/a.png");
// uv-sphere
var la=90; var lo=180; var sv=new double[(la+1)*lo,3]; var st=new int[la*lo*2,3]; var sd=new double[(la+1)*lo];
for(var i=0;i<=la;i++) for(var j=0;j<lo;j++){ var k=i*lo+j; (sv[k,0],sv[k,1],sv[k,2])=GlobeFile.ToSphere(-90+180.0*i/la, 360.0*j/lo); sd[k]=Math.Exp(-2*(1-sv[k,0]))*0.4*(1+0.3*Math.Sin(8*sv[k,1]));
 if(i<la){ var t=2*k; st[t,0]=k; st[t,1]=i*lo+(j+1)%lo; st[t,2]=k+lo; st[t+1,0]=st[t,1]; st[t+1,1]=(i+1)*lo+(j+1)%lo; st[t+1,2]=k+lo; }}
var fl = GlobeFile.Read("/work/shared/data/flood.csv", 100);
var v1=new GlobeView(15,20); var v2=new GlobeView(15,-160); var sG=new ColorScale(ColorMaps.Density,0,0.5,"density");
IReadOnlyList<Panel> R(GlobeView w)=>[new GlobePanel("Floods", w).AddBall().AddGraticule(Ink.Axis.WithAlpha(90)).AddPoints(fl, Ink.Data), new GlobePanel("Constrained EBM", w){Scale=sG}.AddSurface(sv,st,sd,sG).AddGraticule(new SkiaSharp.SKColor(255,255,255,110))];
new Figure(R(v1),R(v2)).Save("/tmp/samplesdump/b.png");
Console.WriteLine(Typography.Family);
