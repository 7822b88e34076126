/** What is true for all pages and answers: headers, weight, accessibility, forms that fail, and requests that are not honest. */
package org.sessionroom.tests.web;
