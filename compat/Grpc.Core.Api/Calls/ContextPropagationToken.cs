namespace Grpc.Core;

/// <summary>Stands for the server call a client call is made in. The engines alone give it a meaning.</summary>
public abstract class ContextPropagationToken
{
    // Only an engine can derive it, so that no foreign token reaches an engine's cast.
    private protected ContextPropagationToken() { }
}
