#ifndef CORPUS_LINUX_STRING_H
#define CORPUS_LINUX_STRING_H

#include <linux/types.h>

void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);
void *memmove(void *to, const void *from, size_t n);
int memcmp(const void *a, const void *b, size_t n);
int strcmp(const char *a, const char *b);
int strcasecmp(const char *a, const char *b);
size_t strlen(const char *s);
ssize_t strscpy(char *to, const char *from, size_t n);

#endif
