namespace Grpc.Core;

/// <summary>The server's end of a response stream; it ends when the server method returns.</summary>
/// <typeparam name="T">The response message.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
