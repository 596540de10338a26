#ifndef CORPUS_LINUX_CONTAINER_OF_H
#define CORPUS_LINUX_CONTAINER_OF_H

#define offsetof(type, member) __builtin_offsetof(type, member)

#define container_of(ptr, type, member)                                 \
	({                                                              \
		void *__mptr = (void *)(ptr);                           \
		((type *)(__mptr - offsetof(type, member)));            \
	})

#endif
