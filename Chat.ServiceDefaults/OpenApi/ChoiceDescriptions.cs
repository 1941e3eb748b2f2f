using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.ServiceDefaults.OpenApi;

/// <summary>Says in an API's description which words a field takes, so that clients made from it know them.</summary>
public static class ChoiceDescriptions
{
    /// <summary>Describes fields and parameters with an <see cref="AllowedValuesAttribute"/> as enumerations.</summary>
    /// <remarks>It only describes: that nothing else is taken, and what is said then, is the endpoint's.</remarks>
    /// <param name="options">How the description is made.</param>
    /// <returns>The options.</returns>
    public static OpenApiOptions AddChoices(this OpenApiOptions options) =>
        options.AddSchemaTransformer(
            static (schema, context, _) =>
            {
                if (Choices(context) is { } choices)
                {
                    schema.Enum = [.. choices.Values.Select(static word => JsonValue.Create((string?)word)!)];
                    if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Null))
                    {
                        schema.Enum.Add(JsonNullSentinel.JsonNull);
                    }
                }
                return Task.CompletedTask;
            }
        );

    private static AllowedValuesAttribute? Choices(OpenApiSchemaTransformerContext context)
    {
        var parameter = context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor;
        var attributes =
            context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(inherit: true)
            ?? parameter?.ParameterInfo.GetCustomAttributes(inherit: true);
        return attributes?.OfType<AllowedValuesAttribute>().FirstOrDefault();
    }
}
