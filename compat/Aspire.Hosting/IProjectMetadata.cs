using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project the AppHost references; a class per project is generated into namespace Projects.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }

    /// <summary>Whether the project is built already.</summary>
    bool SuppressBuild => false;
}
