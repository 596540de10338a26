#ifndef CORPUS_LINUX_MINMAX_H
#define CORPUS_LINUX_MINMAX_H

#define min(x, y)                               \
	({                                      \
		__typeof__(x) __x = (x);        \
		__typeof__(y) __y = (y);        \
		__x < __y ? __x : __y;          \
	})
#define max(x, y)                               \
	({                                      \
		__typeof__(x) __x = (x);        \
		__typeof__(y) __y = (y);        \
		__x > __y ? __x : __y;          \
	})
#define min_t(type, x, y) min((type)(x), (type)(y))
#define max_t(type, x, y) max((type)(x), (type)(y))
#define swap(a, b)                              \
	do {                                    \
		__typeof__(a) __tmp = (a);      \
		(a) = (b);                      \
		(b) = __tmp;                    \
	} while (0)

#endif
