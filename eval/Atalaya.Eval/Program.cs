using System.Globalization;
using Atalaya.Eval;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return EvalRunner.Run(args);
