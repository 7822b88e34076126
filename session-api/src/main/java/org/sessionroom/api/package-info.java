/**
 * The REST API for other systems (Jakarta REST): resources, authentication by bearer token, and problem details (RFC
 * 9457).
 */
package org.sessionroom.api;
