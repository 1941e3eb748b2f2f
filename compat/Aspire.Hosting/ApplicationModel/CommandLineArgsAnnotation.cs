namespace Aspire.Hosting.ApplicationModel;

/// <summary>Arguments of the command line; each is a string or a value provider.</summary>
internal sealed record CommandLineArgsAnnotation(IReadOnlyList<object> Arguments) : IResourceAnnotation;
