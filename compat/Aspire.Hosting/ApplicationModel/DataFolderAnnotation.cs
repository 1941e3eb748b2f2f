namespace Aspire.Hosting.ApplicationModel;

/// <summary>Data survives the run, in a folder of the state folder with this name; without it they are erased at start.</summary>
internal sealed record DataFolderAnnotation(string Name) : IResourceAnnotation;
