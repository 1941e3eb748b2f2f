namespace Grpc.Core;

/// <summary>Adds credentials to the headers of a call about to be made. Called by many threads at once.</summary>
/// <param name="context">Which method of which service is called.</param>
/// <param name="metadata">Takes the headers to add.</param>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
