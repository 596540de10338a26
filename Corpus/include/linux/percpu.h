#ifndef CORPUS_LINUX_PERCPU_H
#define CORPUS_LINUX_PERCPU_H

#include <linux/gfp.h>
#include <linux/preempt.h>

#define DEFINE_PER_CPU(type, name) type name
#define DECLARE_PER_CPU(type, name) extern type name
#define this_cpu_ptr(ptr) (ptr)
#define raw_cpu_ptr(ptr) (ptr)
#define per_cpu_ptr(ptr, cpu) (ptr)
#define per_cpu(var, cpu) (var)
#define this_cpu_inc(var) ((var)++)
#define this_cpu_read(var) (var)
/* These two, and what stands between, with preemption off. */
#define get_cpu_var(var) (*({ preempt_disable(); &(var); }))
#define put_cpu_var(var) do { (void)&(var); preempt_enable(); } while (0)
#define get_cpu_ptr(ptr) ({ preempt_disable(); (ptr); })
#define put_cpu_ptr(ptr) do { (void)(ptr); preempt_enable(); } while (0)
void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp);
#define alloc_percpu_gfp(type, gfp) \
	((type *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp))
#define alloc_percpu(type) alloc_percpu_gfp(type, GFP_KERNEL)
void free_percpu(void *ptr);

#endif
