using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.OpenApi;

/// <summary>Says in an API's description which problems its endpoints answer with.</summary>
public static class ProblemDescriptions
{
    // Whatever is asked for: not known, not allowed, broken, or away.
    private static readonly int[] Always =
    [
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Describes the problems every request can end with, and those of these endpoints.</summary>
    /// <typeparam name="TBuilder">An endpoint's or a group's builder.</typeparam>
    /// <param name="builder">What is described.</param>
    /// <param name="statuses">The HTTP statuses of problems of its own.</param>
    /// <returns>The builder.</returns>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([
            .. Always
                .Concat(statuses)
                .Order()
                .Select(
                    object (status) => new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.ContentType])
                ),
        ]);
}
