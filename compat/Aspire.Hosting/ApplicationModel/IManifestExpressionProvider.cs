namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be named by a placeholder before its value is known.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The placeholder, such as <c>{redis.connectionString}</c>.</summary>
    string ValueExpression { get; }
}
